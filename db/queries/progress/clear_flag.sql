-- A flag's reason is gone; the flag stays on record.
UPDATE flag SET cleared_at = $cleared_at WHERE flag_id = $flag_id
