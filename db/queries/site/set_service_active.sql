-- Takes a service out of use or into use again; its episodes keep it.
UPDATE service SET active = $active WHERE service_id = $service_id
