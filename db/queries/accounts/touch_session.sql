-- Remembers that the session was used.
UPDATE user_session SET last_seen_at = $last_seen_at WHERE session_id = $session_id
