-- The visits not yet closed in a list of episodes that has already been narrowed, oldest first.
SELECT episode_id, visit_id FROM visit
WHERE is_open AND episode_id = ANY($episode_ids::UUID[])
ORDER BY created_at, visit_id
