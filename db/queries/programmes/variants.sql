-- The variants of a programme that somebody takes or took part in.
SELECT DISTINCT variant FROM enrolment
WHERE programme_id = $programme_id AND variant <> ''
ORDER BY variant
