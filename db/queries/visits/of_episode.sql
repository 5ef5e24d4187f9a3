-- The visits of an episode; family_rows puts them in order.
SELECT visit_id, episode_id, family_id, visit_date, date_known, status, place, minutes, is_open, created_at
FROM visit WHERE episode_id = $episode_id
