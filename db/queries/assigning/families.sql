-- A part of a leader's families in treatment for assigning: those nobody treats first, then by case
-- number. A practitioner whose account is closed treats nobody.
WITH chosen AS (
    SELECT f.family_id, f.case_number, e.episode_id, e.started_on,
           NOT EXISTS (SELECT 1 FROM family_practitioner fp JOIN app_user u ON u.user_id = fp.user_id AND u.active
                       WHERE fp.family_id = f.family_id AND fp.until IS NULL) AS unassigned
    FROM family f
    JOIN episode e ON e.family_id = f.family_id AND e.ended_on IS NULL
    WHERE f.team_id = $team_id
      AND EXISTS (SELECT 1 FROM user_team ut JOIN app_user me ON me.user_id = ut.user_id
                  WHERE ut.team_id = $team_id AND ut.user_id = $actor_id AND ut.until IS NULL
                    AND me.active AND me.role = 'leader')
      AND ($wanted = '' OR position($wanted IN lower(f.case_number)) > 0)
      AND (CAST($practitioner_id AS UUID) IS NULL
           OR EXISTS (SELECT 1 FROM family_practitioner fp
                      WHERE fp.family_id = f.family_id AND fp.until IS NULL AND fp.user_id = $practitioner_id))
)
SELECT c.family_id, c.case_number, c.episode_id, c.started_on, c.unassigned, s.service_id, s.name AS service_name,
       (SELECT ei.weekly_hours FROM episode_intensity ei
        WHERE ei.episode_id = c.episode_id AND ei.since <= $today
        ORDER BY ei.since DESC, ei.created_at DESC, ei.intensity_id LIMIT 1) AS weekly_hours,
       (SELECT count(*) FROM chosen x WHERE NOT $unassigned_only OR x.unassigned) AS matching
FROM chosen c
JOIN episode_service eps ON eps.episode_id = c.episode_id AND eps.until IS NULL
JOIN service s ON s.service_id = eps.service_id
WHERE NOT $unassigned_only OR c.unassigned
ORDER BY c.unassigned DESC, c.case_number
LIMIT $row_limit
