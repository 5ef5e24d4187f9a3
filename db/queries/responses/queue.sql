-- One page of the queue: what is acute and nobody's first; then overdue, most overdue at the top,
-- new by severity and age, taken and waiting by the day something is due, closed by the day they were closed.
-- The emergency team keeps the rows whose family it no longer sees (seen says which).
-- Flags and hours are asked for apart: planning them here took longer than two more questions.
WITH mine AS (SELECT family_id FROM family_access WHERE user_id = $actor_id), queued AS (
    SELECT r.*, m.family_id IS NOT NULL AS seen,
           CASE WHEN r.state <> 'closed' AND r.due_on < $today THEN 'overdue' ELSE r.state END AS standing,
           CASE r.severity WHEN 'acute' THEN 0 WHEN 'high' THEN 1 ELSE 2 END AS weight
    FROM response r
    JOIN app_user u ON u.user_id = $actor_id AND u.active AND u.role IN ('leader', 'emergency')
    LEFT JOIN mine m ON m.family_id = r.family_id
    WHERE (m.family_id IS NOT NULL OR u.role = 'emergency')
      AND (r.state <> 'closed' OR r.closed_on >= $closed_since)
), placed AS (
    SELECT q.*,
           row_number() OVER (
               ORDER BY CASE WHEN q.state = 'new' AND q.weight = 0 THEN 0 ELSE 1 END,
                        CASE q.standing WHEN 'overdue' THEN 0 WHEN 'new' THEN 1 WHEN 'taken' THEN 2
                                        WHEN 'waiting' THEN 3 ELSE 4 END,
                        CASE WHEN q.standing = 'new' THEN q.weight ELSE 0 END,
                        CASE WHEN q.standing = 'new' THEN q.raised_on ELSE q.due_on END,
                        q.closed_at DESC, q.weight, q.raised_at, q.response_id) AS place
    FROM queued q
    WHERE q.standing = $which OR ($which = '' AND q.state <> 'closed')
), r AS (
    SELECT * FROM placed WHERE place > $row_offset AND place <= $row_offset + $row_limit
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
ORDER BY r.place
