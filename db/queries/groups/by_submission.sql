-- The session of a group and a day that a submission has already recorded, if this person may run
-- the group.
SELECT gs.group_session_id
FROM group_session gs
JOIN group_access ga ON ga.group_id = gs.group_id AND ga.user_id = $actor_id
WHERE gs.submission_id = $submission_id AND gs.group_id = $group_id AND gs.held_on = $held_on
