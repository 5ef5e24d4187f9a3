-- One episode. Asked only after the same transaction has found the family through
-- family_access, which takes longer than this query.
SELECT e.episode_id, e.family_id, s.service_id, s.name AS service_name, e.started_on, e.planned_visits,
       e.ended_on, e.end_reason, e.end_planned
FROM episode e
JOIN episode_service eps ON eps.episode_id = e.episode_id AND eps.until IS NULL
JOIN service s ON s.service_id = eps.service_id
WHERE e.episode_id = $episode_id
