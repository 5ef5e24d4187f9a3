-- All families a person may see whose case number or a member's label holds the text;
-- active ones first.
SELECT f.family_id, f.case_number, t.name AS team_name,
       EXISTS (SELECT 1 FROM episode e WHERE e.family_id = f.family_id AND e.ended_on IS NULL) AS active
FROM family f
JOIN family_access fa ON fa.family_id = f.family_id AND fa.user_id = $actor_id
JOIN team t ON t.team_id = f.team_id
WHERE position($wanted IN lower(f.case_number)) > 0
   OR EXISTS (SELECT 1 FROM member m WHERE m.family_id = f.family_id AND position($wanted IN lower(m.label)) > 0)
ORDER BY active DESC, f.case_number
LIMIT $row_limit
