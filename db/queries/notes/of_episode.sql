-- The notes of an episode as they read now, newest visit first.
SELECT n.visit_id, v.visit_date, n.revision, n.body, n.reason, n.created_at, u.display_name AS by_name
FROM visit_note n
JOIN visit v ON v.visit_id = n.visit_id
JOIN app_user u ON u.user_id = n.created_by
WHERE v.episode_id = $episode_id
  AND NOT EXISTS (SELECT 1 FROM visit_note m WHERE m.visit_id = n.visit_id AND m.revision > n.revision)
ORDER BY v.visit_date DESC, n.created_at DESC, n.visit_id
