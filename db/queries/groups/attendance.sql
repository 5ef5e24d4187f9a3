-- Which families came to which sessions of a group, and how many of each. Asked only after the
-- group has been found through group_access.
SELECT gv.group_session_id, gv.family_id, v.status,
       (SELECT count(*) FROM visit_participant vp WHERE vp.visit_id = v.visit_id) AS people
FROM group_visit gv
JOIN group_session gs ON gs.group_session_id = gv.group_session_id
JOIN visit v ON v.visit_id = gv.visit_id
WHERE gs.group_id = $group_id
