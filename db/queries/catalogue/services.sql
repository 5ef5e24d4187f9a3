-- Every service with its frame, those in use first.
SELECT service_id, code, name, active, frame
FROM service ORDER BY active DESC, code, name, service_id
