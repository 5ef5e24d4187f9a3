-- The decisions taken at the reviews of a series, in the order they were taken.
SELECT d.review_decision_id AS decision_id, d.review_id, d.place, d.body, d.owner, d.due_on, d.state,
       d.outcome, d.closed_on, d.revision
FROM review_decision d JOIN review r ON r.review_id = d.review_id
WHERE d.review_series_id = $series_id
ORDER BY r.last_day, d.place, d.created_at, d.review_decision_id
