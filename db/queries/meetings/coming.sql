-- The open meetings of the families one may see, up to a day: what is late, then in order of days.
SELECT m.meeting_id, m.family_id, m.episode_id, f.case_number, t.name AS team_name, s.service_id,
       s.name AS service_name, m.kind, m.sequence, m.due_on, m.rule, m.planned_on, m.planned_at, m.held_on,
       m.changed_at, m.revision
FROM family_access fa
JOIN meeting m ON m.family_id = fa.family_id
JOIN family f ON f.family_id = m.family_id
JOIN team t ON t.team_id = f.team_id
JOIN episode_service eps ON eps.episode_id = m.episode_id AND eps.until IS NULL
JOIN service s ON s.service_id = eps.service_id
WHERE fa.user_id = $actor_id AND m.held_on IS NULL AND m.dropped_at IS NULL
  AND coalesce(m.planned_on, m.due_on) <= $until
ORDER BY coalesce(m.planned_on, m.due_on), m.planned_at, f.case_number, m.kind, m.meeting_id
