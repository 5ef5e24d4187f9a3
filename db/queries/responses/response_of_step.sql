-- The family's response a step belongs to: a second click of the same form finds what the first
-- one made, and a form sent for another family finds nothing.
SELECT s.response_id
FROM response_step s
JOIN response r ON r.response_id = s.response_id AND r.family_id = $family_id
WHERE s.step_id = $step_id
