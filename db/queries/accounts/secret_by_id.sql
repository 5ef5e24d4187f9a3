-- What checking a person's password or code needs to know of the account.
SELECT user_id, password_hash, pin_hash, active, failed_attempts, locked_until
FROM app_user WHERE user_id = $user_id
