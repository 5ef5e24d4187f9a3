-- Adds the families an import brings.
INSERT INTO family (family_id, case_number, team_id, created_at, created_by)
SELECT unnest($family_ids::UUID[]), unnest($case_numbers::VARCHAR[]), unnest($team_ids::UUID[]), $created_at, $created_by
