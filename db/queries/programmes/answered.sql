-- The scales of a programme that somebody has answered, with the instrument that was used. Also
-- withdrawn answers count: their rows stay.
SELECT DISTINCT a.measure, a.instrument_id
FROM answer a
JOIN enrolment e ON e.enrolment_id = a.enrolment_id
WHERE e.programme_id = $programme_id
ORDER BY a.measure, a.instrument_id
