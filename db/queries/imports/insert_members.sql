-- Adds the members an import brings.
INSERT INTO member (member_id, family_id, role, birth_year, label, position, created_at)
SELECT unnest($member_ids::UUID[]), unnest($family_ids::UUID[]), unnest($roles::VARCHAR[]),
       unnest($birth_years::INTEGER[]), unnest($labels::VARCHAR[]), unnest($positions::INTEGER[]), $created_at
