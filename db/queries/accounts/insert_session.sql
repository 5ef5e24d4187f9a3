-- Starts a signed-in session; only a hash of its token is kept.
INSERT INTO user_session (session_id, token_hash, user_id, started_at, last_seen_at, locked_visit_id, ended_at)
VALUES ($session_id, $token_hash, $user_id, $started_at, $started_at, NULL, NULL)
