-- The teams a series may be about.
SELECT team_id AS key, name FROM team ORDER BY name, team_id
