-- A draft is put away, or taken up again.
UPDATE review SET state = $state WHERE review_id = $review_id
