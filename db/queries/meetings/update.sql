-- Writes what has become of a meeting: agreed, held, dropped, or due on another day.
UPDATE meeting
SET due_on = $due_on, rule = $rule, planned_on = $planned_on, planned_at = $planned_at,
    held_on = $held_on, dropped_at = $dropped_at, dropped_why = $dropped_why,
    changed_at = $changed_at, changed_by = $changed_by, revision = revision + 1
WHERE meeting_id = $meeting_id
