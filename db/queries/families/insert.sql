-- Adds a family under its local case number.
INSERT INTO family (family_id, case_number, team_id, created_at, created_by)
VALUES ($family_id, $case_number, $team_id, $created_at, $created_by)
