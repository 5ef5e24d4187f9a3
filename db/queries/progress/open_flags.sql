-- The flags of an episode that stand now.
SELECT flag_id, member_id, rater_kind, rater_member_id, code, numbers, rule_version, model_version, visit_id, raised_at
FROM flag WHERE episode_id = $episode_id AND cleared_at IS NULL
