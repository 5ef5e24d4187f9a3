-- The family. Asked only after the same transaction has found the family through
-- family_access, which takes longer than this query.
SELECT f.family_id, f.case_number, f.team_id, t.name AS team_name
FROM family f
JOIN team t ON t.team_id = f.team_id
WHERE f.family_id = $family_id
