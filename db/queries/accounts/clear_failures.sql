-- Forgets failed attempts after a right password.
UPDATE app_user SET failed_attempts = 0, locked_until = NULL WHERE user_id = $user_id
