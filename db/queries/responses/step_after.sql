-- The step that came next after a revision: who was first, and with what.
SELECT x.kind, x.happened_at, x.by_user, u.display_name AS by_name, x.codes, x.body, x.on_day, x.owner_id
FROM response_step x
LEFT JOIN app_user u ON u.user_id = x.by_user
WHERE x.response_id = $response_id AND x.step_no = $step_no
