-- Who leads a group now. Asked only after the group has been found through group_access.
SELECT u.user_id, u.display_name
FROM group_leader gl
JOIN app_user u ON u.user_id = gl.user_id
WHERE gl.group_id = $group_id AND gl.until IS NULL
ORDER BY u.display_name, u.user_id
