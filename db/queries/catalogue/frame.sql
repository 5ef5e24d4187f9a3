-- The frame of a service as JSON, NULL when nothing is stated.
SELECT frame FROM service WHERE service_id = $service_id
