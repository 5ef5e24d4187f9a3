-- The active episodes that have no meeting at all, as those from before meetings were planned.
SELECT e.episode_id, e.family_id, eps.service_id, eps.since, e.ended_on
FROM episode e
JOIN episode_service eps ON eps.episode_id = e.episode_id AND eps.until IS NULL
WHERE e.ended_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM meeting m WHERE m.episode_id = e.episode_id)
ORDER BY e.started_on, e.episode_id
