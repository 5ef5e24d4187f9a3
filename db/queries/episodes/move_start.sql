-- Corrects the day an episode started, and of its first service with it.
UPDATE episode SET started_on = $started_on WHERE episode_id = $episode_id
