-- How many of a leader's families in treatment nobody with an open account treats, of how many.
SELECT count(*) AS families,
       count(*) FILTER (WHERE NOT EXISTS (
           SELECT 1 FROM family_practitioner fp JOIN app_user u ON u.user_id = fp.user_id AND u.active
           WHERE fp.family_id = f.family_id AND fp.until IS NULL)) AS unassigned
FROM family f
JOIN episode e ON e.family_id = f.family_id AND e.ended_on IS NULL
WHERE f.team_id = $team_id
  AND EXISTS (SELECT 1 FROM user_team ut JOIN app_user me ON me.user_id = ut.user_id
              WHERE ut.team_id = $team_id AND ut.user_id = $actor_id AND ut.until IS NULL
                AND me.active AND me.role = 'leader')
