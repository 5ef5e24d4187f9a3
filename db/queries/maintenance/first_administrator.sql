-- The account the command line acts for: the oldest active administrator.
SELECT user_id, display_name, language FROM app_user
WHERE role = 'administrator' AND active
ORDER BY created_at, user_id
LIMIT 1
