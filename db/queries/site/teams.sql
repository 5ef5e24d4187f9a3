-- All teams by name.
SELECT team_id, name FROM team ORDER BY name, team_id
