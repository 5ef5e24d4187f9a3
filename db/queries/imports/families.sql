-- The families that an imported file names, by their case numbers.
SELECT family_id, case_number FROM family WHERE case_number = ANY($case_numbers::VARCHAR[])
