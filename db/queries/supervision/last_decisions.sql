-- What was decided the last time about some families' courses, before or beside one meeting.
SELECT episode_id, meets_on, decision
FROM (
    SELECT i.episode_id, s.meets_on, i.decision,
           row_number() OVER (PARTITION BY i.episode_id ORDER BY s.meets_on DESC, i.decided_at DESC, i.item_id) AS place
    FROM supervision_item i
    JOIN supervision s ON s.supervision_id = i.supervision_id AND s.closed_at IS NOT NULL
    WHERE i.removed_at IS NULL AND i.decision <> '' AND i.episode_id = ANY($episode_ids::UUID[])
      AND (CAST($before AS TIMESTAMP) IS NULL OR s.closed_at < $before)
) latest
WHERE place = 1
