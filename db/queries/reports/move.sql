-- A report goes on to its next step: read by the family, back to draft, or withdrawn.
UPDATE status_report
SET state = $state, content = $content, content_hash = $content_hash, read_on = $read_on, read_by = $read_by,
    remarks = $remarks, revision = revision + 1, changed_at = $now, changed_by = $actor_id
WHERE report_id = $report_id
