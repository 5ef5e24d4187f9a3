-- Changes what a service is called and rests on.
UPDATE service
SET code = $code, name = $name, legal_basis = $legal_basis, planned_visits = $planned_visits
WHERE service_id = $service_id
