-- The visits of several episodes in order.
SELECT visit_id, episode_id, family_id, visit_date, date_known, status, place, minutes, is_open, created_at
FROM visit WHERE episode_id = ANY($episode_ids::UUID[])
ORDER BY visit_date, created_at, visit_id
