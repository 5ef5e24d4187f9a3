-- The meeting has been held: its decisions stand.
UPDATE supervision SET closed_at = $now
WHERE supervision_id = $supervision_id AND supervision.closed_at IS NULL
