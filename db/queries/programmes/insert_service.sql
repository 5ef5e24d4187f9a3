-- A service belongs to a programme.
INSERT INTO programme_service (programme_service_id, programme_id, service_id)
VALUES ($programme_service_id, $programme_id, $service_id)
