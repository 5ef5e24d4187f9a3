-- All steps of some responses, in order, with who did them and who became the owner.
SELECT x.response_id, x.step_no, x.kind, x.happened_at, u.display_name AS by_name, x.from_state,
       x.to_state, x.codes, x.body, x.on_day, o.display_name AS owner_name
FROM response_step x
LEFT JOIN app_user u ON u.user_id = x.by_user
LEFT JOIN app_user o ON o.user_id = x.owner_id
WHERE x.response_id = ANY($response_ids::UUID[])
ORDER BY x.response_id, x.step_no
