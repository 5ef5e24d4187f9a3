-- Families that can be given a place in a group: those this person may see, in the group's team,
-- with an active course that has no place in it yet.
SELECT f.family_id, e.episode_id, f.case_number, s.service_id, s.name AS service_name
FROM family f
JOIN family_access fa ON fa.family_id = f.family_id AND fa.user_id = $actor_id
JOIN service_group g ON g.group_id = $group_id AND g.team_id = f.team_id
JOIN episode e ON e.family_id = f.family_id AND e.ended_on IS NULL
JOIN episode_service eps ON eps.episode_id = e.episode_id AND eps.until IS NULL
JOIN service s ON s.service_id = eps.service_id
WHERE NOT EXISTS (SELECT 1 FROM group_place p
                  WHERE p.group_id = g.group_id AND p.episode_id = e.episode_id
                    AND (p.until IS NULL OR p.until >= $today))
ORDER BY s.service_id <> g.service_id, f.case_number
