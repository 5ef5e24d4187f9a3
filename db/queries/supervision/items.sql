-- The families on an agenda in order, as this person may see them.
SELECT i.item_id, i.supervision_id, i.family_id, i.episode_id, i.place, i.reasons, i.decision, i.decided_at,
       u.display_name AS decided_by, f.case_number, s.name AS service_name, es.status, es.needs_attention,
       e.ended_on
FROM supervision_item i
JOIN family_access fa ON fa.family_id = i.family_id AND fa.user_id = $actor_id
JOIN family f ON f.family_id = i.family_id
JOIN episode e ON e.episode_id = i.episode_id
JOIN episode_status es ON es.episode_id = e.episode_id
JOIN episode_service eps ON eps.episode_id = e.episode_id AND eps.until IS NULL
JOIN service s ON s.service_id = eps.service_id
LEFT JOIN app_user u ON u.user_id = i.decided_by
WHERE i.supervision_id = $supervision_id AND i.removed_at IS NULL
ORDER BY i.place, i.item_id
