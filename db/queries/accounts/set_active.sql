-- Closes an account or opens it again.
UPDATE app_user SET active = $active WHERE user_id = $user_id
