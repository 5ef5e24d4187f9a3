-- How often a block's note has been written.
SELECT coalesce(max(revision), 0) FROM review_note WHERE review_id = $review_id AND block = $block
