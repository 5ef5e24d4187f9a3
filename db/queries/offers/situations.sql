-- The children's situation in offers that the same transaction has found: the latest of each moment.
SELECT c.offer_id, c.member_id, c.moment, c.due_on, c.asked_on, c.lives, c.attends
FROM child_situation c
WHERE c.offer_id = ANY($offer_ids::UUID[])
  AND NOT EXISTS (
    SELECT 1 FROM child_situation x
    WHERE x.offer_id = c.offer_id AND x.member_id = c.member_id AND x.moment = c.moment AND x.due_on = c.due_on
      AND (x.created_at > c.created_at
           OR (x.created_at = c.created_at AND x.child_situation_id > c.child_situation_id)))
ORDER BY c.offer_id, c.due_on, c.member_id
