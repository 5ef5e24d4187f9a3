-- The programmes in use that the course's present service belongs to, and since when it is received.
SELECT ps.programme_id, eps.since
FROM episode_service eps
JOIN programme_service ps ON ps.service_id = eps.service_id
JOIN programme p ON p.programme_id = ps.programme_id AND p.active
WHERE eps.episode_id = $episode_id AND eps.until IS NULL
ORDER BY p.name, p.code
