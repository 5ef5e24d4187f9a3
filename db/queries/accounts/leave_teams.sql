-- A person leaves all teams.
UPDATE user_team SET until = $until WHERE user_id = $user_id AND user_team.until IS NULL
