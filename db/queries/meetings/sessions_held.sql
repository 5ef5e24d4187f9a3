-- The days of the sessions held in the current service of some episodes, in order.
SELECT v.episode_id, v.visit_date
FROM visit v
JOIN episode_service eps ON eps.episode_id = v.episode_id AND eps.until IS NULL
WHERE v.episode_id = ANY($episode_ids::UUID[]) AND v.status = 'attended' AND v.visit_date >= eps.since
ORDER BY v.episode_id, v.visit_date, v.visit_id
