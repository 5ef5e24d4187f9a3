-- The members of the families of a list that family_access has already narrowed.
SELECT member_id, family_id, role, birth_year, label, position
FROM member WHERE family_id = ANY($family_ids::UUID[])
ORDER BY family_id, position, member_id
