-- One supervision meeting, if this person leads its team.
SELECT s.supervision_id, s.team_id, s.meets_on, s.closed_at
FROM supervision s
JOIN user_team ut ON ut.team_id = s.team_id AND ut.user_id = $actor_id AND ut.until IS NULL
JOIN app_user u ON u.user_id = ut.user_id AND u.active AND u.role = 'leader'
WHERE s.supervision_id = $supervision_id
