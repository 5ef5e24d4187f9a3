-- The members of a family this person may see, in the family's own order.
SELECT m.member_id, m.family_id, m.role, m.birth_year, m.label, m.position
FROM member m
JOIN family_access fa ON fa.family_id = m.family_id AND fa.user_id = $actor_id
WHERE m.family_id = $family_id
ORDER BY m.position, m.member_id
