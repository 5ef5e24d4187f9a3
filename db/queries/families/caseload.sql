-- A person's own families with an active episode: attention first, then seen longest ago.
SELECT f.family_id, f.case_number, e.episode_id, e.started_on, e.planned_visits, s.name AS service_name,
       es.status, es.needs_attention, es.reasons, es.visits_attended, es.visits_with_outcome,
       es.visits_with_alliance, es.last_visit_on, es.last_rating_on, es.sparks,
       (SELECT v.visit_id FROM visit v WHERE v.episode_id = e.episode_id AND v.is_open
        ORDER BY v.created_at DESC LIMIT 1) AS open_visit_id
FROM family f
JOIN family_practitioner fp ON fp.family_id = f.family_id AND fp.user_id = $actor_id AND fp.until IS NULL
JOIN family_access fa ON fa.family_id = f.family_id AND fa.user_id = $actor_id
JOIN episode e ON e.family_id = f.family_id AND e.ended_on IS NULL
JOIN episode_service eps ON eps.episode_id = e.episode_id AND eps.until IS NULL
JOIN service s ON s.service_id = eps.service_id
JOIN episode_status es ON es.episode_id = e.episode_id
ORDER BY es.needs_attention DESC, es.last_visit_on NULLS FIRST, f.case_number
