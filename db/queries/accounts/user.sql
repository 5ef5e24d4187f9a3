-- One account without its secrets.
SELECT user_id, username, display_name, role, language, active, must_change_password,
       pin_hash IS NOT NULL AS has_pin
FROM app_user WHERE user_id = $user_id
