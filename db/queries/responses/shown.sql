-- One response for whoever has it in their queue; seen: whether the family is open to them now.
WITH mine AS (SELECT family_id FROM family_access WHERE user_id = $actor_id), r AS (
    SELECT r.*, m.family_id IS NOT NULL AS seen
    FROM response r
    JOIN app_user u ON u.user_id = $actor_id AND u.active AND u.role IN ('leader', 'emergency')
    LEFT JOIN mine m ON m.family_id = r.family_id
    WHERE (m.family_id IS NOT NULL OR u.role = 'emergency')
      AND r.response_id = $response_id
)
SELECT r.response_id, r.family_id, r.episode_id, f.case_number, t.name AS team_name,
       s.name AS service_name,
       r.origin, r.severity, r.state, r.raised_on, r.due_on, r.owner_id, o.display_name AS owner_name,
       r.contacted_on, r.decided_on, es.last_visit_on, es.sparks, e.ended_on AS episode_ended_on, r.why,
       r.agreed_with, r.result, r.result_reason, r.closed_on, r.revision, r.seen AS seen
FROM r
JOIN family f ON f.family_id = r.family_id
JOIN team t ON t.team_id = f.team_id
JOIN episode e ON e.episode_id = r.episode_id
JOIN episode_status es ON es.episode_id = r.episode_id
JOIN episode_service eps ON eps.episode_id = r.episode_id AND eps.until IS NULL
JOIN service s ON s.service_id = eps.service_id
LEFT JOIN app_user o ON o.user_id = r.owner_id
