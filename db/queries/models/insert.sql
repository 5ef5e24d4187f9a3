-- Stores a trained model as the candidate of its scale.
INSERT INTO progression_model (model_id, version, scale_key, state, trained_at, trained_by, n_courses, n_series,
                               n_ratings, first_on, last_on, data_hash, budget, metrics, body, adopted_at,
                               adopted_by, retired_at)
VALUES ($model_id, $version, $scale_key, 'candidate', $trained_at, $trained_by, $n_courses, $n_series,
        $n_ratings, $first_on, $last_on, $data_hash, $budget, $metrics, $body, NULL, NULL, NULL)
