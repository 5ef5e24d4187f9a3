-- Ends one session.
UPDATE user_session SET ended_at = $ended_at WHERE session_id = $session_id
