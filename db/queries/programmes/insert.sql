-- A new programme, in use from the start.
INSERT INTO programme (
    programme_id, code, name, body, active, revision, created_at, created_by, changed_at, changed_by
)
VALUES (
    $programme_id, $code, $name, $body, true, 1, $changed_at, $changed_by, $changed_at, $changed_by
)
