-- The responses of an episode, newest first. Asked only after the family has been found.
SELECT r.response_id, r.family_id, r.episode_id, f.case_number, t.name AS team_name,
       s.name AS service_name,
       r.origin, r.severity, r.state, r.raised_on, r.due_on, r.owner_id, o.display_name AS owner_name,
       r.contacted_on, r.decided_on, es.last_visit_on, es.sparks, e.ended_on AS episode_ended_on, r.why,
       r.agreed_with, r.result, r.result_reason, r.closed_on, r.revision, TRUE AS seen
FROM response r
JOIN family f ON f.family_id = r.family_id
JOIN team t ON t.team_id = f.team_id
JOIN episode e ON e.episode_id = r.episode_id
JOIN episode_status es ON es.episode_id = r.episode_id
JOIN episode_service eps ON eps.episode_id = r.episode_id AND eps.until IS NULL
JOIN service s ON s.service_id = eps.service_id
LEFT JOIN app_user o ON o.user_id = r.owner_id
WHERE r.episode_id = $episode_id
ORDER BY r.raised_at DESC, r.response_id
