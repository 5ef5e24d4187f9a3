-- The active families of a leader's team with status, attention first.
SELECT f.family_id, f.case_number, e.episode_id, e.started_on, s.name AS service_name, es.status,
       es.needs_attention, es.severity, es.reasons, es.visits_attended, es.visits_with_outcome,
       es.visits_with_alliance, es.last_visit_on, es.last_rating_on, es.sparks
FROM family f
JOIN family_access fa ON fa.family_id = f.family_id AND fa.user_id = $actor_id
JOIN episode e ON e.family_id = f.family_id AND e.ended_on IS NULL
JOIN episode_service eps ON eps.episode_id = e.episode_id AND eps.until IS NULL
JOIN service s ON s.service_id = eps.service_id
JOIN episode_status es ON es.episode_id = e.episode_id
WHERE f.team_id = $team_id
ORDER BY es.needs_attention DESC, es.severity, es.last_visit_on NULLS FIRST, f.case_number
