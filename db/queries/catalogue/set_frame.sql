-- Sets the frame of a service, as JSON.
UPDATE service SET frame = $frame WHERE service_id = $service_id
