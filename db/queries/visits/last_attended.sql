-- The latest visit of an episode that was held.
SELECT visit_id, episode_id, family_id, visit_date, date_known, status, place, minutes, is_open, created_at
FROM visit WHERE episode_id = $episode_id AND status = 'attended'
ORDER BY visit_date DESC, created_at DESC, visit_id
LIMIT 1
