-- Courses of a leader's team that may be worth a talk: those in treatment that need attention, ask
-- for supervision, were left over from the last agenda, are long or began at the ceiling; and
-- those that ended unplanned since a day. What a course is suggested for is said by the service.
SELECT f.family_id, f.case_number, e.episode_id, s.name AS service_name, e.started_on, e.planned_visits,
       e.ended_on, e.end_reason, es.status, es.needs_attention, es.severity, es.reasons, es.sparks,
       es.visits_attended, es.last_visit_on, a.episode_id IS NOT NULL AS asked,
       l.episode_id IS NOT NULL AS left_over
FROM family f
JOIN episode e ON e.family_id = f.family_id
JOIN episode_status es ON es.episode_id = e.episode_id
JOIN episode_service eps ON eps.episode_id = e.episode_id AND eps.until IS NULL
JOIN service s ON s.service_id = eps.service_id
LEFT JOIN (
    SELECT DISTINCT r.episode_id
    FROM response r
    JOIN response_step rs ON rs.response_id = r.response_id AND rs.kind = 'decide'
    WHERE r.state <> 'closed' AND position('"supervision"' IN rs.codes) > 0
      AND NOT EXISTS (SELECT 1 FROM supervision_item i
                      WHERE i.episode_id = r.episode_id AND i.decided_at > rs.happened_at)
) a ON a.episode_id = e.episode_id
LEFT JOIN (
    SELECT i.episode_id
    FROM supervision_item i
    WHERE i.removed_at IS NULL AND i.decision = ''
      AND i.supervision_id = (SELECT x.supervision_id FROM supervision x
                              WHERE x.team_id = $team_id AND x.closed_at IS NOT NULL
                              ORDER BY x.closed_at DESC LIMIT 1)
) l ON l.episode_id = e.episode_id
WHERE f.team_id = $team_id
  AND EXISTS (SELECT 1 FROM user_team ut JOIN app_user me ON me.user_id = ut.user_id
              WHERE ut.team_id = $team_id AND ut.user_id = $actor_id AND ut.until IS NULL
                AND me.active AND me.role = 'leader')
  AND ((e.ended_on IS NULL
        AND (es.needs_attention OR a.episode_id IS NOT NULL OR l.episode_id IS NOT NULL
             OR es.visits_attended > e.planned_visits OR e.started_on <= $long_before
             OR position('"first_above_cut_off"' IN es.reasons) > 0))
       OR (e.ended_on >= $ended_since AND NOT e.end_planned))
ORDER BY es.needs_attention DESC, es.severity, es.last_visit_on NULLS FIRST, f.case_number
LIMIT $row_limit
