-- The sections of the law that some services rest on, oldest first.
SELECT service_id, section, valid_from, valid_until
FROM service_section WHERE service_id = ANY($service_ids)
ORDER BY service_id, valid_from NULLS FIRST, section
