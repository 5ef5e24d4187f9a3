-- A person joins a team.
INSERT INTO user_team (user_team_id, user_id, team_id, since, until)
VALUES ($user_team_id, $user_id, $team_id, $since, NULL)
