-- Another name, cadence or state of a series.
UPDATE review_series SET name = $name, cadence = $cadence, active = $active, revision = revision + 1
WHERE review_series_id = $series_id
