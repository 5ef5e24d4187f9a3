-- The teams a person belongs to now, by name.
SELECT t.team_id, t.name
FROM team t JOIN user_team ut ON ut.team_id = t.team_id
WHERE ut.user_id = $user_id AND ut.until IS NULL
ORDER BY t.name, t.team_id
