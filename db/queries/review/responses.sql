-- Every response raised by $until, with the days that stood by then; with_flag is false of an acute
-- entry that no flag belongs to.
SELECT CAST(r.response_id AS VARCHAR) AS response_id, CAST(r.episode_id AS VARCHAR) AS episode_id, r.origin, r.raised_on,
       CASE WHEN r.closed_on <= $until THEN r.closed_on END AS closed_on,
       CASE WHEN r.closed_on <= $until THEN r.result END AS result,
       r.contacted_on, r.decided_on,
       EXISTS (SELECT 1 FROM response_flag f WHERE f.response_id = r.response_id) AS with_flag
FROM response r WHERE r.raised_on <= $until
ORDER BY r.raised_on, r.response_id
