-- What a programme says now; its code never changes.
UPDATE programme
SET name = $name, body = $body, revision = revision + 1,
    changed_at = $changed_at, changed_by = $changed_by
WHERE programme_id = $programme_id
