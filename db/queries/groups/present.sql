-- Who came to the sessions of a group, oldest first. Asked only after the group has been found
-- through group_access.
SELECT gv.family_id, gs.held_on, vp.member_id
FROM group_visit gv
JOIN group_session gs ON gs.group_session_id = gv.group_session_id
JOIN visit_participant vp ON vp.visit_id = gv.visit_id
WHERE gs.group_id = $group_id
ORDER BY gs.held_on, gs.created_at
