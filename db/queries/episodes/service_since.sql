-- Since when an episode has received its current service.
SELECT since FROM episode_service WHERE episode_id = $episode_id AND episode_service.until IS NULL
