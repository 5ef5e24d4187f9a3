-- All accounts without their secrets.
SELECT user_id, username, display_name, role, language, active, must_change_password,
       pin_hash IS NOT NULL AS has_pin
FROM app_user ORDER BY active DESC, display_name, user_id
