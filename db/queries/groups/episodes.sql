-- The courses that have or had a place in a group. Asked only after the group has been found
-- through group_access.
SELECT e.episode_id, e.family_id, s.service_id, s.name AS service_name, e.started_on, e.planned_visits,
       e.ended_on, e.end_reason, e.end_planned
FROM episode e
JOIN episode_service eps ON eps.episode_id = e.episode_id AND eps.until IS NULL
JOIN service s ON s.service_id = eps.service_id
WHERE e.episode_id IN (SELECT p.episode_id FROM group_place p WHERE p.group_id = $group_id)
