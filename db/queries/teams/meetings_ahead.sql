-- Meetings of a leader's team that are due, or agreed, up to a day and neither held nor dropped;
-- the overdue ones come first of themselves.
SELECT m.meeting_id, m.family_id, f.case_number, m.kind, m.due_on, m.planned_on, m.planned_at,
       coalesce(m.planned_on, m.due_on) < $today AS late, count(*) OVER () AS matching
FROM meeting m
JOIN family f ON f.family_id = m.family_id
JOIN episode e ON e.episode_id = m.episode_id AND e.ended_on IS NULL
WHERE f.team_id = $team_id
  AND EXISTS (SELECT 1 FROM user_team ut JOIN app_user me ON me.user_id = ut.user_id
              WHERE ut.team_id = $team_id AND ut.user_id = $actor_id AND ut.until IS NULL
                AND me.active AND me.role = 'leader') AND m.held_on IS NULL AND m.dropped_at IS NULL
  AND coalesce(m.planned_on, m.due_on) <= $until
ORDER BY coalesce(m.planned_on, m.due_on), m.planned_at, f.case_number
LIMIT $row_limit
