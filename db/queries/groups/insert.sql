-- Adds a group; its key comes from the form, so that a double click adds one.
INSERT INTO service_group (group_id, team_id, service_id, name, started_on, ended_on, created_at, created_by)
VALUES ($group_id, $team_id, $service_id, $name, $started_on, NULL, $created_at, $created_by)
