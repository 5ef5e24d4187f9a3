-- Opens responses: for each family that needs action, one.
INSERT INTO response (response_id, family_id, episode_id, origin, severity, state, raised_at, raised_on,
                      raised_by, why, agreed_with, owner_id, taken_at, contacted_on, decided_on, due_on,
                      closed_at, closed_on, closed_by, result, result_reason, revision)
SELECT unnest($response_ids::UUID[]), unnest($family_ids::UUID[]), unnest($episode_ids::UUID[]), $origin,
       unnest($severities::VARCHAR[]), 'new', $raised_at, $raised_on, $raised_by, $why, $agreed_with,
       NULL, NULL, NULL, NULL, unnest($due_on::DATE[]), NULL, NULL, NULL, NULL, '', 1
