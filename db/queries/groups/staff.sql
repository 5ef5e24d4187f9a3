-- Those who may lead a group of a team: its active practitioners and leaders.
SELECT u.user_id, u.display_name
FROM app_user u
JOIN user_team ut ON ut.user_id = u.user_id AND ut.until IS NULL
WHERE ut.team_id = $team_id AND u.active AND u.role IN ('practitioner', 'leader')
ORDER BY u.display_name, u.user_id
