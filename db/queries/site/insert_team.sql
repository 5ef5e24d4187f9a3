-- Adds a team.
INSERT INTO team (team_id, name, created_at) VALUES ($team_id, $name, $created_at)
