-- What a step changed; who first saw an older revision has been told so before.
UPDATE response
SET origin = $origin, severity = $severity, state = $state, why = $why, agreed_with = $agreed_with,
    owner_id = $owner_id, taken_at = $taken_at, contacted_on = $contacted_on,
    decided_on = $decided_on, due_on = $due_on, closed_at = $closed_at, closed_on = $closed_on,
    closed_by = $closed_by, result = $result, result_reason = $result_reason, revision = $revision
WHERE response_id = $response_id
