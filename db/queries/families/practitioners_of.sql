-- Who treats several families now.
SELECT fp.family_id, u.user_id, u.display_name
FROM family_practitioner fp
JOIN app_user u ON u.user_id = fp.user_id
JOIN family_access fa ON fa.family_id = fp.family_id AND fa.user_id = $actor_id
WHERE fp.until IS NULL AND fp.family_id = ANY($family_ids::UUID[])
ORDER BY fp.family_id, u.display_name, u.user_id
