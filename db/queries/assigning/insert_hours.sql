-- The hours a week a colleague has for families from now on.
INSERT INTO user_hours (user_hours_id, user_id, weekly_hours, since, until)
VALUES ($user_hours_id, $user_id, $weekly_hours, $now, NULL)
