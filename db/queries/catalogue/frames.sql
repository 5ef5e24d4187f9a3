-- The frames of all services as JSON, NULL where nothing is stated.
SELECT service_id, frame FROM service
