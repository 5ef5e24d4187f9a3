-- The note on a visit in all its revisions, latest first.
SELECT n.visit_id, v.visit_date, n.revision, n.body, n.reason, n.created_at, u.display_name AS by_name
FROM visit_note n
JOIN visit v ON v.visit_id = n.visit_id
JOIN app_user u ON u.user_id = n.created_by
WHERE n.visit_id = $visit_id
ORDER BY n.revision DESC
