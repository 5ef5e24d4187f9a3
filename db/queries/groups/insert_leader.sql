-- Somebody begins to lead a group.
INSERT INTO group_leader (group_leader_id, group_id, user_id, since, until)
VALUES ($group_leader_id, $group_id, $user_id, $since, NULL)
