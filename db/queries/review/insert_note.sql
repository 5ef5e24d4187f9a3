-- One wording of a note; earlier ones stay.
INSERT INTO review_note (review_note_id, review_id, block, body, revision, created_at, created_by)
VALUES ($review_note_id, $review_id, $block, $body, $revision, $now, $created_by)
