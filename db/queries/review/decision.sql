-- One decision.
SELECT review_decision_id AS decision_id, review_id, place, body, owner, due_on, state, outcome, closed_on,
       revision
FROM review_decision WHERE review_decision_id = $decision_id
