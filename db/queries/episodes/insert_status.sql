-- A new episode has a status from the start, so that every list finds it.
INSERT INTO episode_status (episode_id, family_id, status, needs_attention, severity, reasons, visits_attended,
                            visits_with_outcome, visits_with_alliance, last_visit_on, last_rating_on, sparks,
                            rule_version, assessed_at)
VALUES ($episode_id, $family_id, $status, false, $severity, '[]', 0, 0, 0, NULL, NULL, '[]', $rule_version, $assessed_at)
