-- The frozen figures of one version, exactly as they were stored.
SELECT figures FROM review WHERE review_id = $review_id
