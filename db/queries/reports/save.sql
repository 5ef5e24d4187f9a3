-- What is written in a draft.
UPDATE status_report
SET texts = $texts, revision = revision + 1, changed_at = $now, changed_by = $actor_id
WHERE report_id = $report_id
