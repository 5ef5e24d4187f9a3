-- Replaces a password.
UPDATE app_user SET password_hash = $password_hash, must_change_password = $must_change_password,
                    failed_attempts = 0, locked_until = NULL
WHERE user_id = $user_id
