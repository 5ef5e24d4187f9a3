-- Practitioners leave a family; their time with it stays on record.
UPDATE family_practitioner SET until = $until
WHERE family_id = $family_id AND family_practitioner.until IS NULL AND user_id = ANY($user_ids::UUID[])
