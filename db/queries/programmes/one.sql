-- One programme with the ids of its services.
SELECT
    p.programme_id, p.active, p.revision, p.body,
    (
        SELECT array_agg(ps.service_id ORDER BY ps.service_id)
        FROM programme_service ps WHERE ps.programme_id = p.programme_id
    ) AS service_ids
FROM programme p
WHERE p.programme_id = $programme_id
