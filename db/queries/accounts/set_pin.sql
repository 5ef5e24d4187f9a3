-- Replaces the code that unlocks the family view.
UPDATE app_user SET pin_hash = $pin_hash WHERE user_id = $user_id
