-- Remembers a person's language.
UPDATE app_user SET language = $language WHERE user_id = $user_id
