-- Says which response answers which flag.
INSERT INTO response_flag (response_flag_id, response_id, flag_id)
SELECT unnest($response_flag_ids::UUID[]), unnest($response_ids::UUID[]), unnest($flag_ids::UUID[])
