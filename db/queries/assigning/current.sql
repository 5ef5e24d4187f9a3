-- Who treats a family now, and whether their accounts are open. Asked only after the family has
-- been found through family_access.
SELECT u.user_id, u.display_name, u.active
FROM family_practitioner fp
JOIN app_user u ON u.user_id = fp.user_id
WHERE fp.family_id = $family_id AND fp.until IS NULL
ORDER BY u.display_name, u.user_id
