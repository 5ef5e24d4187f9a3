-- A decision of the meeting about a review, open from now on.
INSERT INTO review_decision (review_decision_id, review_series_id, review_id, place, body, owner, due_on,
                             state, outcome, closed_on, revision, created_at, created_by, changed_at,
                             changed_by)
VALUES ($decision_id, $series_id, $review_id, $place, $body, $owner, $due_on, 'open', '', NULL, 1, $now,
        $created_by, $now, $created_by)
