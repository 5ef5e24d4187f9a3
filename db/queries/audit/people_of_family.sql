-- Who has read or changed anything about one family, how often and when, latest first.
SELECT a.user_id, coalesce(u.display_name, '–') AS display_name, u.role,
       count(*) FILTER (WHERE a.what = ANY($reading)) AS read,
       count(*) FILTER (WHERE NOT a.what = ANY($reading)) AS changed,
       min(a.happened_at) AS first_at, max(a.happened_at) AS last_at
FROM audit a
LEFT JOIN app_user u ON u.user_id = a.user_id
JOIN family f ON f.family_id = ANY(a.family_ids)
WHERE lower(f.case_number) = lower($case_number)
GROUP BY a.user_id, u.display_name, u.role
ORDER BY last_at DESC, a.user_id
