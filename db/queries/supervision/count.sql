-- How many supervision meetings a team has had.
SELECT count(*) FROM supervision WHERE team_id = $team_id
