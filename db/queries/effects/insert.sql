-- A table of a programme, frozen.
INSERT INTO effect_snapshot (
    effect_snapshot_id, programme_id, number, body, body_hash, disclosed, data_hash, data_until,
    computed_at, computed_by
)
VALUES (
    $effect_snapshot_id, $programme_id, $number, $body, $body_hash, $disclosed, $data_hash, $data_until,
    $computed_at, $computed_by
)
