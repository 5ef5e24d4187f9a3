-- Those who may treat a family of this person's teams: active practitioners and leaders there.
-- A closed account has no colleagues.
SELECT DISTINCT u.user_id, u.display_name
FROM app_user u
JOIN user_team ut ON ut.user_id = u.user_id AND ut.until IS NULL
JOIN user_team mine ON mine.team_id = ut.team_id AND mine.user_id = $actor_id AND mine.until IS NULL
JOIN app_user me ON me.user_id = mine.user_id AND me.active
WHERE u.active AND u.role IN ('practitioner', 'leader')
ORDER BY u.display_name, u.user_id
