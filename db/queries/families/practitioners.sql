-- Who treats a family now.
SELECT u.user_id, u.display_name
FROM family_practitioner fp
JOIN app_user u ON u.user_id = fp.user_id
JOIN family_access fa ON fa.family_id = fp.family_id AND fa.user_id = $actor_id
WHERE fp.family_id = $family_id AND fp.until IS NULL
ORDER BY u.display_name, u.user_id
