-- Who treats the active families of a leader's team, by name.
SELECT DISTINCT u.user_id, u.display_name
FROM family f
JOIN episode e ON e.family_id = f.family_id AND e.ended_on IS NULL
JOIN family_practitioner fp ON fp.family_id = f.family_id AND fp.until IS NULL
JOIN app_user u ON u.user_id = fp.user_id
WHERE f.team_id = $team_id
  AND EXISTS (SELECT 1 FROM user_team ut JOIN app_user me ON me.user_id = ut.user_id
              WHERE ut.team_id = $team_id AND ut.user_id = $actor_id AND ut.until IS NULL
                AND me.active AND me.role = 'leader')
ORDER BY u.display_name, u.user_id
