-- The episodes of the families an import brings; those that have ended come with their end.
INSERT INTO episode (episode_id, family_id, started_on, planned_visits, ended_on, end_reason, end_planned,
                     created_at, created_by)
SELECT unnest($episode_ids::UUID[]), unnest($family_ids::UUID[]), unnest($starts::DATE[]),
       unnest($frames::INTEGER[]), unnest($ends::DATE[]), unnest($end_reasons::VARCHAR[]),
       unnest($ends_planned::BOOLEAN[]), $created_at, $created_by
