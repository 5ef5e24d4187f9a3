-- The standing flags of active episodes that no response answers yet.
SELECT g.flag_id, g.code, e.family_id, g.episode_id
FROM flag g
JOIN episode e ON e.episode_id = g.episode_id AND e.ended_on IS NULL
WHERE g.episode_id = ANY($episode_ids::UUID[]) AND g.cleared_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM response_flag rf WHERE rf.flag_id = g.flag_id)
ORDER BY g.raised_at, g.flag_id
