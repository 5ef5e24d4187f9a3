-- The answers of a programme as they stand: the highest revision of each, without those withdrawn.
SELECT answer_id, enrolment_id, measure, moment, instrument_id, total, items
FROM (
    SELECT a.answer_id, a.enrolment_id, a.measure, a.moment, a.instrument_id,
           CAST(a.total AS DECIMAL(7, 1)) AS total, a.items,
           row_number() OVER (PARTITION BY a.enrolment_id, a.measure, a.moment ORDER BY a.revision DESC) AS place
    FROM answer a
    JOIN enrolment e ON e.enrolment_id = a.enrolment_id
    WHERE e.programme_id = $programme_id AND e.withdrawn_at IS NULL
) latest
WHERE place = 1 AND total IS NOT NULL
ORDER BY enrolment_id, measure, moment
