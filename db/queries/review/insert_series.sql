-- A new series of reviews.
INSERT INTO review_series (review_series_id, name, programme_id, team_ids, service_ids, cadence, active,
                           revision, created_at, created_by)
VALUES ($series_id, $name, $programme_id, $team_ids::UUID[], $service_ids::UUID[], $cadence, TRUE, 1,
        $now, $created_by)
