-- The family behind a case number, for the trail alone.
SELECT family_id FROM family WHERE lower(case_number) = lower($case_number)
