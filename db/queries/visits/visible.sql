-- One visit, if this person may see its family.
SELECT v.visit_id, v.episode_id, v.family_id, v.visit_date, v.date_known, v.status, v.place, v.minutes,
       v.is_open, v.created_at
FROM visit v
JOIN family_access fa ON fa.family_id = v.family_id AND fa.user_id = $actor_id
WHERE v.visit_id = $visit_id
