-- Adds a service that families can receive.
INSERT INTO service (service_id, code, name, legal_basis, planned_visits, active, created_at)
VALUES ($service_id, $code, $name, $legal_basis, $planned_visits, true, $created_at)
