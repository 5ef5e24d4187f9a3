-- Some courses of a leader's team, whole. Asked only for those that teams/part has chosen.
SELECT f.family_id, f.case_number, e.episode_id, e.started_on, s.name AS service_name, es.status,
       es.needs_attention, es.reasons, es.visits_attended, es.visits_with_outcome,
       es.visits_with_alliance, es.last_visit_on, es.last_rating_on, es.sparks
FROM episode_status es
JOIN episode e ON e.episode_id = es.episode_id
JOIN family f ON f.family_id = e.family_id
JOIN episode_service eps ON eps.episode_id = e.episode_id AND eps.until IS NULL
JOIN service s ON s.service_id = eps.service_id
WHERE es.episode_id = ANY($episode_ids::UUID[])
