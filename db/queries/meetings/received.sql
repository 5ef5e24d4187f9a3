-- What some episodes receive now and since when, whoever asks: for planning inside a transaction.
SELECT e.episode_id, e.family_id, eps.service_id, eps.since, e.ended_on
FROM episode e
JOIN episode_service eps ON eps.episode_id = e.episode_id AND eps.until IS NULL
WHERE e.episode_id = ANY($episode_ids::UUID[])
ORDER BY e.episode_id
