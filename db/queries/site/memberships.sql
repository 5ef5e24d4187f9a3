-- Who belongs to which team now, by team name.
SELECT ut.user_id, t.team_id, t.name
FROM team t JOIN user_team ut ON ut.team_id = t.team_id
WHERE ut.until IS NULL
ORDER BY t.name, t.team_id, ut.user_id
