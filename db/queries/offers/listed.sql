-- The offers in the families a person may see: those that run, without a safety plan first, and
-- those that ended since a day, the latest first.
SELECT o.offer_id, o.family_id, o.episode_id, o.response_id, f.case_number, t.name AS team_name, o.started_on, o.ended_on,
       o.safety_plan, o.safety_plan_on, e.ended_on AS episode_ended_on, o.changed_at,
       u.display_name AS changed_by_name, o.revision
FROM offer o
JOIN family_access fa ON fa.family_id = o.family_id AND fa.user_id = $actor_id
JOIN family f ON f.family_id = o.family_id
JOIN team t ON t.team_id = f.team_id
JOIN episode e ON e.episode_id = o.episode_id
JOIN app_user u ON u.user_id = o.changed_by
WHERE o.ended_on IS NULL OR o.ended_on >= $since
ORDER BY o.ended_on DESC, CASE WHEN o.safety_plan = 'missing' THEN 0 ELSE 1 END, o.started_on, f.case_number
