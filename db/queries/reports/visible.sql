-- One status report, if this person may see its family.
SELECT r.report_id, r.family_id, r.episode_id, r.version, r.state, r.texts, r.content, r.content_hash, r.read_on,
       r.read_by, r.remarks, r.locked_at, r.revision, r.changed_at, u.display_name AS changed_by, r.created_at
FROM status_report r
JOIN family_access fa ON fa.family_id = r.family_id AND fa.user_id = $actor_id
LEFT JOIN app_user u ON u.user_id = r.changed_by
WHERE r.report_id = $report_id
