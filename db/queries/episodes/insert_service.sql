-- The service an episode receives from a day on.
INSERT INTO episode_service (episode_service_id, episode_id, service_id, since, until)
VALUES ($episode_service_id, $episode_id, $service_id, $since, NULL)
