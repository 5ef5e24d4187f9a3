-- The hours a week a colleague has for families now.
SELECT weekly_hours FROM user_hours WHERE user_id = $user_id AND user_hours.until IS NULL
