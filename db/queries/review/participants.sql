-- Everybody who has taken part in a programme by $until, once for each programme: from the first day.
SELECT CAST(e.enrolment_id AS VARCHAR) AS enrolment_id, CAST(e.programme_id AS VARCHAR) AS programme_id,
       CAST(e.episode_id AS VARCHAR) AS episode_id, e.started_on
FROM (
    SELECT enrolment_id, programme_id, episode_id, started_on,
           row_number() OVER (PARTITION BY programme_id, member_id ORDER BY started_on, enrolment_id) AS turn
    FROM enrolment
    WHERE withdrawn_at IS NULL AND started_on <= $until
) e
WHERE e.turn = 1
ORDER BY e.enrolment_id
