-- One frozen version of a period, a draft so far.
INSERT INTO review (review_id, review_series_id, period_kind, first_day, last_day, version, state, figures,
                    figures_hash, data_hash, disclosed, definitions_version, model_version, computed_at,
                    computed_by, released_at, released_by)
VALUES ($review_id, $series_id, $period_kind, $first_day, $last_day, $version, 'draft', $figures,
        $figures_hash, $data_hash, $disclosed, $definitions_version, $model_version, $now, $computed_by,
        NULL, NULL)
