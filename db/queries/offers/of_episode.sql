-- The latest offer of an episode. Asked only after the same transaction has found the family.
SELECT o.offer_id, o.family_id, o.episode_id, o.response_id, f.case_number, t.name AS team_name, o.started_on, o.ended_on,
       o.safety_plan, o.safety_plan_on, e.ended_on AS episode_ended_on, o.changed_at,
       u.display_name AS changed_by_name, o.revision
FROM offer o
JOIN family f ON f.family_id = o.family_id
JOIN team t ON t.team_id = f.team_id
JOIN episode e ON e.episode_id = o.episode_id
JOIN app_user u ON u.user_id = o.changed_by
WHERE o.episode_id = $episode_id
ORDER BY o.started_on DESC, o.created_at DESC, o.offer_id
LIMIT 1
