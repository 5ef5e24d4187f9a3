-- The notes of one version in their newest wording, by block; an emptied one is gone.
SELECT n.block, n.body, n.revision FROM review_note n
WHERE n.review_id = $review_id AND n.body <> ''
  AND n.revision = (SELECT max(m.revision) FROM review_note m
                    WHERE m.review_id = n.review_id AND m.block = n.block)
ORDER BY n.block
