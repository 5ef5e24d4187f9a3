-- Every stored version of every review without its figures, by series, period and version.
SELECT r.review_id, r.review_series_id AS series_id, s.name AS series_name, r.period_kind, r.first_day,
       r.last_day, r.version, r.state, r.figures_hash, r.data_hash, r.computed_at,
       c.display_name AS computed_by, r.released_at, p.display_name AS released_by
FROM review r
JOIN review_series s ON s.review_series_id = r.review_series_id
LEFT JOIN app_user c ON c.user_id = r.computed_by
LEFT JOIN app_user p ON p.user_id = r.released_by
ORDER BY s.name, r.review_series_id, r.first_day, r.last_day, r.version
