-- Every series of reviews, those in use first, by name.
SELECT s.review_series_id AS series_id, s.name, s.programme_id, p.name AS programme_name, s.team_ids,
       s.service_ids, s.cadence, s.active, s.revision
FROM review_series s LEFT JOIN programme p ON p.programme_id = s.programme_id
ORDER BY s.active DESC, s.name
