-- Adds a staff account.
INSERT INTO app_user (user_id, username, display_name, role, language, password_hash, pin_hash, active,
                      must_change_password, failed_attempts, locked_until, created_at)
VALUES ($user_id, $username, $display_name, $role, $language, $password_hash, $pin_hash, true,
        $must_change_password, 0, NULL, $created_at)
