-- Who may own a response of this family: the emergency team and the leaders who answer for it.
SELECT u.user_id, u.display_name
FROM app_user u
WHERE u.active
  AND (u.role = 'emergency'
       OR u.role = 'leader' AND u.user_id IN (SELECT user_id FROM family_access WHERE family_id = $family_id))
ORDER BY u.display_name, u.user_id
