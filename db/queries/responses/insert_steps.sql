-- Adds one step to each of these responses; steps are never changed.
INSERT INTO response_step (step_id, response_id, step_no, kind, happened_at, by_user, from_state, to_state,
                           codes, body, on_day, owner_id)
SELECT unnest($step_ids::UUID[]), unnest($response_ids::UUID[]), unnest($step_nos::INTEGER[]), $kind,
       $happened_at, $by_user, unnest($from_states::VARCHAR[]), unnest($to_states::VARCHAR[]), $codes,
       $body, $on_day, $owner_id
