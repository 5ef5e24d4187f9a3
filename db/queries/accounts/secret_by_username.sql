-- What signing in needs to know of an account.
SELECT user_id, password_hash, pin_hash, active, failed_attempts, locked_until
FROM app_user WHERE username = $username
