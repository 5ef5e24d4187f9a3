-- The programmes in use that a service belongs to.
SELECT
    p.programme_id, p.active, p.revision, p.body,
    (
        SELECT array_agg(ps.service_id ORDER BY ps.service_id)
        FROM programme_service ps WHERE ps.programme_id = p.programme_id
    ) AS service_ids
FROM programme p
WHERE p.active AND EXISTS (
    SELECT 1 FROM programme_service ps
    WHERE ps.programme_id = p.programme_id AND ps.service_id = $service_id
)
ORDER BY p.name, p.code
