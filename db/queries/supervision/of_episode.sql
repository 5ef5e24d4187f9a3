-- What supervision has decided about one course, newest first. Asked only after the family has
-- been found through family_access.
SELECT s.meets_on, i.decision, u.display_name AS decided_by, i.decided_at
FROM supervision_item i
JOIN supervision s ON s.supervision_id = i.supervision_id
LEFT JOIN app_user u ON u.user_id = i.decided_by
WHERE i.episode_id = $episode_id AND i.removed_at IS NULL AND i.decision <> ''
ORDER BY s.meets_on DESC, i.decided_at DESC, i.item_id
