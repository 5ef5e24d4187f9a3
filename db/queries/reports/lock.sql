-- A report that the family has read becomes a version for ever.
UPDATE status_report
SET state = 'locked', locked_at = $now, locked_by = $actor_id, revision = revision + 1, changed_at = $now,
    changed_by = $actor_id
WHERE report_id = $report_id
