-- The flags of several episodes that stand now.
SELECT episode_id, flag_id, member_id, rater_kind, rater_member_id, code, numbers, rule_version, model_version,
       visit_id, raised_at
FROM flag WHERE episode_id = ANY($episode_ids::UUID[]) AND cleared_at IS NULL
ORDER BY raised_at, flag_id
