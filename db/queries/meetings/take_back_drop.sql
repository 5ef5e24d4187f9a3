-- The end was a mistake: what it dropped is open again.
UPDATE meeting
SET dropped_at = NULL, dropped_why = '', changed_at = $now, changed_by = $actor_id, revision = revision + 1
WHERE episode_id = $episode_id AND dropped_why = $why
