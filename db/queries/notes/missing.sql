-- The held visits of an episode since a day that nobody has written a note about.
SELECT v.visit_id, v.visit_date
FROM visit v
WHERE v.episode_id = $episode_id AND v.status = 'attended' AND v.visit_date >= $since
  AND NOT EXISTS (SELECT 1 FROM visit_note n WHERE n.visit_id = v.visit_id)
ORDER BY v.visit_date, v.created_at, v.visit_id
