-- The members of families that an import adds to.
SELECT member_id, family_id, role, birth_year, label, position
FROM member WHERE family_id = ANY($family_ids::UUID[])
ORDER BY family_id, position, member_id
