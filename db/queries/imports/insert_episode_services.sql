-- The service that imported episodes receive from their start.
INSERT INTO episode_service (episode_service_id, episode_id, service_id, since, until)
SELECT unnest($episode_service_ids::UUID[]), unnest($episode_ids::UUID[]), unnest($service_ids::UUID[]),
       unnest($starts::DATE[]), NULL
