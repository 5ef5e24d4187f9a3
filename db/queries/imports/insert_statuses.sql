-- Episodes that an import begins have a status from the start; it is assessed right after.
INSERT INTO episode_status (episode_id, family_id, status, needs_attention, severity, reasons, visits_attended,
                            visits_with_outcome, visits_with_alliance, last_visit_on, last_rating_on, sparks,
                            rule_version, assessed_at)
SELECT unnest($episode_ids::UUID[]), unnest($family_ids::UUID[]), $status, false, $severity, '[]', 0, 0, 0,
       NULL, NULL, '[]', $rule_version, $assessed_at
