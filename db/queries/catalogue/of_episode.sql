-- The service an episode receives now (or received last), with its frame.
SELECT s.service_id, s.code, s.name, s.frame, eps.since, e.ended_on
FROM episode e
JOIN episode_service eps ON eps.episode_id = e.episode_id AND eps.until IS NULL
JOIN service s ON s.service_id = eps.service_id
WHERE e.episode_id = $episode_id
