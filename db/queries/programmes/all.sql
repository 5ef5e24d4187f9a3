-- Every programme with the ids of its services, those in use first.
SELECT
    p.programme_id, p.active, p.revision, p.body,
    (
        SELECT array_agg(ps.service_id ORDER BY ps.service_id)
        FROM programme_service ps WHERE ps.programme_id = p.programme_id
    ) AS service_ids
FROM programme p
ORDER BY p.active DESC, p.name, p.code
