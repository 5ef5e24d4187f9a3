-- The status reports of an episode, newest first. Asked only after the family has been found
-- through family_access.
SELECT r.report_id, r.family_id, r.episode_id, r.version, r.state, r.texts, r.content, r.content_hash, r.read_on,
       r.read_by, r.remarks, r.locked_at, r.revision, r.changed_at, u.display_name AS changed_by, r.created_at
FROM status_report r
LEFT JOIN app_user u ON u.user_id = r.changed_by
WHERE r.episode_id = $episode_id
ORDER BY r.version DESC
