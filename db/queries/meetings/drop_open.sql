-- The course has ended: what was still open is not going to be held.
UPDATE meeting
SET dropped_at = $now, dropped_why = $why, changed_at = $now, changed_by = $actor_id, revision = revision + 1
WHERE episode_id = $episode_id AND held_on IS NULL AND dropped_at IS NULL
