-- Records a group session; its submission id makes a double click harmless.
INSERT INTO group_session (group_session_id, submission_id, group_id, held_on, minutes, created_at, created_by)
VALUES ($group_session_id, $submission_id, $group_id, $held_on, $minutes, $created_at, $created_by)
