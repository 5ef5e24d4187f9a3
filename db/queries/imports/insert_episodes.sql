-- Begins the episodes of the families an import brings.
INSERT INTO episode (episode_id, family_id, started_on, planned_visits, ended_on, end_reason, end_planned,
                     created_at, created_by)
SELECT unnest($episode_ids::UUID[]), unnest($family_ids::UUID[]), unnest($starts::DATE[]), NULL, NULL, NULL, NULL,
       $created_at, $created_by
