-- The rows of reviews that are about the whole of a programme, not about some teams of it.
SELECT review_series_id FROM review_series
WHERE programme_id = $programme_id AND len(team_ids) = 0 AND len(service_ids) = 0
ORDER BY created_at, review_series_id
