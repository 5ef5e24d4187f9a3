-- The notes of one version in their newest wording, by block; an emptied one is gone. What was
-- written while somebody else released it came too late.
WITH written AS (
    SELECT n.block, n.body, n.revision FROM review_note n JOIN review r ON r.review_id = n.review_id
    WHERE n.review_id = $review_id AND (r.released_at IS NULL OR n.created_at <= r.released_at)
)
SELECT n.block, n.body, n.revision FROM written n
WHERE n.body <> ''
  AND n.revision = (SELECT max(m.revision) FROM written m WHERE m.block = n.block)
ORDER BY n.block
