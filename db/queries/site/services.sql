-- The services, those in use first.
SELECT service_id, code, name, legal_basis, planned_visits, active
FROM service ORDER BY active DESC, name, service_id
