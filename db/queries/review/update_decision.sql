-- A decision as it stands now.
UPDATE review_decision
SET body = $body, owner = $owner, due_on = $due_on, state = $state, outcome = $outcome,
    closed_on = $closed_on, revision = revision + 1, changed_at = $now, changed_by = $changed_by
WHERE review_decision_id = $decision_id
