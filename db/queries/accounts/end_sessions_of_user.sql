-- Ends a person's sessions after a new password or a closed account; one may be kept.
UPDATE user_session SET ended_at = $ended_at
WHERE user_id = $user_id AND user_session.ended_at IS NULL
  AND ($kept::UUID IS NULL OR session_id <> $kept::UUID)
