-- The first service of an episode starts with it.
UPDATE episode_service SET since = $started_on WHERE episode_id = $episode_id AND since = $old_start
