-- One meeting with who changed it last, if this person may see its family.
SELECT m.meeting_id, m.family_id, m.episode_id, m.kind, m.sequence, m.due_on, m.rule, m.planned_on,
       m.planned_at, m.held_on, m.dropped_at, m.dropped_why, m.revision, u.display_name AS changed_by
FROM meeting m
JOIN family_access fa ON fa.family_id = m.family_id AND fa.user_id = $actor_id
JOIN app_user u ON u.user_id = m.changed_by
WHERE m.meeting_id = $meeting_id
