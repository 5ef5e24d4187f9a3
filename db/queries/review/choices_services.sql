-- The services a series may be about, also those that are no longer given.
SELECT service_id AS key, code || ' ' || name AS name FROM service ORDER BY code, name, service_id
