-- Takes a programme out of use, or into use again.
UPDATE programme
SET active = $active, revision = revision + 1,
    changed_at = $changed_at, changed_by = $changed_by
WHERE programme_id = $programme_id
