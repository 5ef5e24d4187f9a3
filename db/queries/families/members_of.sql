-- The members of several families this person may see.
SELECT m.member_id, m.family_id, m.role, m.birth_year, m.label, m.position
FROM member m
JOIN family_access fa ON fa.family_id = m.family_id AND fa.user_id = $actor_id
WHERE m.family_id = ANY($family_ids::UUID[])
ORDER BY m.family_id, m.position, m.member_id
