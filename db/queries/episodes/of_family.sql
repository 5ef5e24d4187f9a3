-- The episodes of a family, newest first, with the latest service of each. Asked only after
-- the family has been found through family_access.
SELECT e.episode_id, e.family_id, s.service_id, s.name AS service_name, e.started_on, e.planned_visits,
       e.ended_on, e.end_reason, e.end_planned
FROM episode e
JOIN episode_service eps ON eps.episode_id = e.episode_id AND eps.until IS NULL
JOIN service s ON s.service_id = eps.service_id
WHERE e.family_id = $family_id
ORDER BY e.started_on DESC, e.episode_id
