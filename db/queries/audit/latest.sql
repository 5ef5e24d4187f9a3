-- The newest acts at the whole site, without any family's identity.
SELECT a.happened_at AS at, a.user_id, coalesce(u.display_name, '–') AS display_name, a.what, a.detail
FROM audit a
LEFT JOIN app_user u ON u.user_id = a.user_id
ORDER BY a.happened_at DESC, a.audit_id
LIMIT $row_limit
