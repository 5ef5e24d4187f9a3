-- The hours a colleague had for families until now.
UPDATE user_hours SET until = $now WHERE user_id = $user_id AND user_hours.until IS NULL
