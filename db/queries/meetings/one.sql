-- One meeting with who changed it last. Whether its course may be seen is asked next in the same
-- transaction.
SELECT m.meeting_id, m.family_id, m.episode_id, m.kind, m.sequence, m.due_on, m.rule, m.planned_on,
       m.planned_at, m.held_on, m.dropped_at, m.dropped_why, m.revision, u.display_name AS changed_by
FROM meeting m
JOIN app_user u ON u.user_id = m.changed_by
WHERE m.meeting_id = $meeting_id
