-- The members of a family; family_rows puts them in order. Asked only after the same transaction has found
-- the family (or one of its episodes, visits, ratings) through family_access.
SELECT member_id, family_id, role, birth_year, label, position
FROM member WHERE family_id = $family_id
