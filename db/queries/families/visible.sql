-- The family, if this person may see it.
SELECT f.family_id, f.case_number, f.team_id, t.name AS team_name
FROM family f
JOIN family_access fa ON fa.family_id = f.family_id AND fa.user_id = $actor_id
JOIN team t ON t.team_id = f.team_id
WHERE f.family_id = $family_id
