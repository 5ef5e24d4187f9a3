-- The groups a person may run with how far each has come: running ones first, then the latest.
SELECT g.group_id, g.team_id, t.name AS team_name, g.service_id, s.name AS service_name, g.name,
       g.started_on, g.ended_on,
       (SELECT count(DISTINCT p.family_id) FROM group_place p
        JOIN episode e ON e.episode_id = p.episode_id
        WHERE p.group_id = g.group_id AND (p.until IS NULL OR p.until >= $today)
          AND (e.ended_on IS NULL OR e.ended_on >= $today)) AS families,
       (SELECT count(*) FROM group_session gs WHERE gs.group_id = g.group_id) AS sessions,
       (SELECT max(gs.held_on) FROM group_session gs WHERE gs.group_id = g.group_id) AS last_on
FROM service_group g
JOIN group_access ga ON ga.group_id = g.group_id AND ga.user_id = $actor_id
JOIN team t ON t.team_id = g.team_id
JOIN service s ON s.service_id = g.service_id
ORDER BY g.ended_on IS NOT NULL, g.ended_on DESC, g.name, g.group_id
