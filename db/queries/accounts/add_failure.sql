-- Counts one more failed attempt; the limit locks the account until a moment.
UPDATE app_user
SET failed_attempts = failed_attempts + 1,
    locked_until = CASE WHEN failed_attempts + 1 >= $lock_after THEN $locked_until::TIMESTAMP ELSE locked_until END
WHERE user_id = $user_id
