-- The steering group may read it from now on.
UPDATE review SET state = 'released', released_at = $now, released_by = $released_by
WHERE review_id = $review_id
