-- What a calendar file says of the families one may see: what is open, and what was dropped of the
-- days to come, so that it leaves the calendars it has been taken into. What lies behind and was
-- dropped nobody looks up any more.
SELECT m.meeting_id, m.family_id, f.case_number, m.kind, m.sequence, m.due_on, m.planned_on, m.planned_at,
       m.changed_at, m.revision, m.dropped_at IS NOT NULL AS dropped
FROM family_access fa
JOIN meeting m ON m.family_id = fa.family_id
JOIN family f ON f.family_id = m.family_id
WHERE fa.user_id = $actor_id AND m.held_on IS NULL
  AND (m.dropped_at IS NULL OR coalesce(m.planned_on, m.due_on) >= $today)
ORDER BY coalesce(m.planned_on, m.due_on), m.planned_at, f.case_number, m.kind, m.meeting_id
