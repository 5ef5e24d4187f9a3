-- The group session a submission has already recorded, if this person may run its group.
SELECT gs.group_session_id
FROM group_session gs
JOIN group_access ga ON ga.group_id = gs.group_id AND ga.user_id = $actor_id
WHERE gs.submission_id = $submission_id
