-- The one course a leader wants to talk about, with what the suggestions say of it.
SELECT f.family_id, f.case_number, e.episode_id, s.name AS service_name, e.started_on, e.planned_visits,
       e.ended_on, e.end_reason, es.status, es.needs_attention, es.severity, es.reasons, es.sparks,
       es.visits_attended, es.last_visit_on, false AS asked, false AS left_over
FROM family f
JOIN family_access fa ON fa.family_id = f.family_id AND fa.user_id = $actor_id
JOIN episode e ON e.family_id = f.family_id
JOIN episode_status es ON es.episode_id = e.episode_id
JOIN episode_service eps ON eps.episode_id = e.episode_id AND eps.until IS NULL
JOIN service s ON s.service_id = eps.service_id
WHERE f.team_id = $team_id AND lower(f.case_number) = lower($case_number)
ORDER BY e.started_on DESC, e.episode_id
LIMIT 1
