-- The service an episode received on a day, with its frame.
SELECT s.name, s.frame
FROM episode_service eps
JOIN service s ON s.service_id = eps.service_id
WHERE eps.episode_id = $episode_id AND eps.since <= $day AND (eps.until IS NULL OR eps.until > $day)
ORDER BY eps.since DESC LIMIT 1
