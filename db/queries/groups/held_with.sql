-- The latest session of a group that is written down for a family, attended or not.
SELECT max(gs.held_on)
FROM group_visit gv
JOIN group_session gs ON gs.group_session_id = gv.group_session_id
WHERE gs.group_id = $group_id AND gv.family_id = $family_id
