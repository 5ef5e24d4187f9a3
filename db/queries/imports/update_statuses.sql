-- What lists show of several episodes after an import.
UPDATE episode_status
SET status = n.status, needs_attention = n.needs_attention, severity = n.severity, reasons = n.reasons,
    visits_attended = n.visits_attended, visits_with_outcome = n.visits_with_outcome,
    visits_with_alliance = n.visits_with_alliance, last_visit_on = n.last_visit_on,
    last_rating_on = n.last_rating_on, sparks = n.sparks, rule_version = $rule_version, assessed_at = $assessed_at
FROM (SELECT unnest($episode_ids::UUID[]) AS episode_id, unnest($statuses::VARCHAR[]) AS status,
             unnest($needs_attention::BOOLEAN[]) AS needs_attention, unnest($severities::INTEGER[]) AS severity,
             unnest($reasons::VARCHAR[]) AS reasons, unnest($visits_attended::INTEGER[]) AS visits_attended,
             unnest($visits_with_outcome::INTEGER[]) AS visits_with_outcome,
             unnest($visits_with_alliance::INTEGER[]) AS visits_with_alliance,
             unnest($last_visit_on::DATE[]) AS last_visit_on, unnest($last_rating_on::DATE[]) AS last_rating_on,
             unnest($sparks::VARCHAR[]) AS sparks) n
WHERE episode_status.episode_id = n.episode_id
