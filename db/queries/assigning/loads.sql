-- What those who work in a team, or treat its families, have on their plates: for each of them
-- and each service the families in treatment, in whatever team, with and without decided hours.
-- Only people of a team that this person leads; numbers, no families.
WITH treating AS (
    SELECT fp.user_id, eps.service_id, count(*) AS families, count(i.weekly_hours) AS decided,
           sum(i.weekly_hours) AS planned, count(*) FILTER (WHERE f.team_id = $team_id) AS of_team
    FROM family_practitioner fp
    JOIN family f ON f.family_id = fp.family_id
    JOIN episode e ON e.family_id = fp.family_id AND e.ended_on IS NULL
    JOIN episode_service eps ON eps.episode_id = e.episode_id AND eps.until IS NULL
    LEFT JOIN (
        SELECT DISTINCT ON (episode_id) episode_id, weekly_hours
        FROM episode_intensity WHERE since <= $today
        ORDER BY episode_id, since DESC, created_at DESC, intensity_id
    ) i ON i.episode_id = e.episode_id
    WHERE fp.until IS NULL
    GROUP BY fp.user_id, eps.service_id
)
SELECT u.user_id, u.display_name, u.active, u.role, uh.weekly_hours AS hours, c.service_id,
       coalesce(c.families, 0) AS families, coalesce(c.decided, 0) AS decided,
       coalesce(c.planned, 0) AS planned, coalesce(c.of_team, 0) AS of_team
FROM app_user u
LEFT JOIN user_hours uh ON uh.user_id = u.user_id AND uh.until IS NULL
LEFT JOIN treating c ON c.user_id = u.user_id
WHERE EXISTS (SELECT 1 FROM user_team mine
              JOIN app_user me ON me.user_id = mine.user_id AND me.active AND me.role = 'leader'
              WHERE mine.user_id = $actor_id AND mine.team_id = $team_id AND mine.until IS NULL)
  AND ((u.active AND u.role IN ('practitioner', 'leader')
        AND u.user_id IN (SELECT ut.user_id FROM user_team ut WHERE ut.team_id = $team_id AND ut.until IS NULL))
       OR u.user_id IN (SELECT user_id FROM treating WHERE of_team > 0))
ORDER BY u.display_name, u.user_id, c.service_id
