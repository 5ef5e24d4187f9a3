-- The newest table of a programme.
SELECT effect_snapshot_id, number, body, body_hash, disclosed, data_hash, data_until, computed_at
FROM effect_snapshot
WHERE programme_id = $programme_id
ORDER BY number DESC
LIMIT 1
