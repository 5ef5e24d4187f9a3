-- What lists show of an episode; also the row on which two writers of a family take turns.
UPDATE episode_status
SET status = $status, needs_attention = $needs_attention, severity = $severity, reasons = $reasons,
    visits_attended = $visits_attended, visits_with_outcome = $visits_with_outcome,
    visits_with_alliance = $visits_with_alliance, last_visit_on = $last_visit_on,
    last_rating_on = $last_rating_on, sparks = $sparks, rule_version = $rule_version, assessed_at = $assessed_at
WHERE episode_id = $episode_id
