-- The members of a family, for the reassessment inside a write that has been checked already.
SELECT member_id, family_id, role, birth_year, label, position
FROM member WHERE family_id = $family_id
ORDER BY position, member_id
