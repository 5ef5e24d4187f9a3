-- What has been read or changed about one family, newest first (a citizen's question).
SELECT a.happened_at AS at, a.user_id, coalesce(u.display_name, '–') AS display_name, a.what, a.detail
FROM audit a
LEFT JOIN app_user u ON u.user_id = a.user_id
JOIN family f ON f.family_id = ANY(a.family_ids)
WHERE lower(f.case_number) = lower($case_number)
ORDER BY a.happened_at DESC, a.audit_id
