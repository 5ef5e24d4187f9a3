-- Every version of every scale, newest first, without its body.
SELECT m.model_id, m.version, m.scale_key, m.state, m.trained_at, t.display_name AS trained_by, m.n_courses,
       m.n_series, m.n_ratings, m.first_on, m.last_on, m.data_hash, m.budget, m.metrics, m.adopted_at,
       a.display_name AS adopted_by, m.retired_at
FROM progression_model m
LEFT JOIN app_user t ON t.user_id = m.trained_by
LEFT JOIN app_user a ON a.user_id = m.adopted_by
ORDER BY m.trained_at DESC, m.model_id
