-- A person's own families with an active episode: attention first, then seen longest ago.
-- Being their practitioner now is what family_access asks for; the account must be open.
SELECT f.family_id, f.case_number, e.episode_id, e.started_on, e.planned_visits, s.name AS service_name,
       es.status, es.needs_attention, es.reasons, es.visits_attended, es.visits_with_outcome,
       es.visits_with_alliance, es.last_visit_on, es.last_rating_on, es.sparks
FROM app_user u
JOIN family_practitioner fp ON fp.user_id = u.user_id AND fp.until IS NULL
JOIN family f ON f.family_id = fp.family_id
JOIN episode e ON e.family_id = f.family_id AND e.ended_on IS NULL
JOIN episode_service eps ON eps.episode_id = e.episode_id AND eps.until IS NULL
JOIN service s ON s.service_id = eps.service_id
JOIN episode_status es ON es.episode_id = e.episode_id
WHERE u.user_id = $actor_id AND u.active AND u.role IN ('practitioner', 'leader')
ORDER BY es.needs_attention DESC, es.last_visit_on NULLS FIRST, f.case_number
