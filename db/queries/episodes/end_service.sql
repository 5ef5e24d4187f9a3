-- The service an episode received until a day.
UPDATE episode_service SET until = $until
WHERE episode_id = $episode_id AND episode_service.until IS NULL
