-- The sessions of a group in order, with who wrote each down. Asked only after the group has been
-- found through group_access.
SELECT gs.group_session_id, gs.submission_id, gs.held_on, gs.minutes, u.display_name AS written_by
FROM group_session gs
JOIN app_user u ON u.user_id = gs.created_by
WHERE gs.group_id = $group_id
ORDER BY gs.held_on, gs.created_at, gs.group_session_id
