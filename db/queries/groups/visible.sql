-- The group, if this person may run it.
SELECT g.group_id, g.team_id, t.name AS team_name, g.service_id, s.name AS service_name, g.name,
       g.started_on, g.ended_on
FROM service_group g
JOIN group_access ga ON ga.group_id = g.group_id AND ga.user_id = $actor_id
JOIN team t ON t.team_id = g.team_id
JOIN service s ON s.service_id = g.service_id
WHERE g.group_id = $group_id
