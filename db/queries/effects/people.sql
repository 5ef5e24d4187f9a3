-- Who takes or took part in a programme, one row a person: their first enrolment in it. No scope:
-- only for the frozen table, of which nothing about a person is told. ended_on is their own end or
-- the course's, the earlier one.
SELECT enrolment_id, family_id, member_id, role, variant, ended_on
FROM (
    SELECT e.enrolment_id, e.family_id, e.member_id, m.role, e.variant,
           least(e.ended_on, ep.ended_on) AS ended_on,
           row_number() OVER (PARTITION BY e.member_id ORDER BY e.started_on, e.enrolment_id) AS place
    FROM enrolment e
    JOIN episode ep ON ep.episode_id = e.episode_id
    JOIN member m ON m.member_id = e.member_id
    WHERE e.programme_id = $programme_id AND e.withdrawn_at IS NULL
) firsts
WHERE place = 1
ORDER BY member_id
