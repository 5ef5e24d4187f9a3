-- Ends all of a person's sessions: after a new password or a closed account.
UPDATE user_session SET ended_at = $ended_at
WHERE user_id = $user_id AND user_session.ended_at IS NULL
