-- Adds a member to a family.
INSERT INTO member (member_id, family_id, role, birth_year, label, position, created_at)
VALUES ($member_id, $family_id, $role, $birth_year, $label, $position, $created_at)
