-- The reasons of several flags are gone; the flags stay on record.
UPDATE flag SET cleared_at = $cleared_at WHERE flag_id = ANY($flag_ids::UUID[])
