-- Who treats the families of a list that family_access has already narrowed.
SELECT fp.family_id, u.user_id, u.display_name
FROM family_practitioner fp
JOIN app_user u ON u.user_id = fp.user_id
WHERE fp.until IS NULL AND fp.family_id = ANY($family_ids::UUID[])
ORDER BY fp.family_id, u.display_name, u.user_id
