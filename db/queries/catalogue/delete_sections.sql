-- Clears the sections of a service, before they are written anew.
DELETE FROM service_section WHERE service_id = $service_id
