-- One row for each person, rater and measure of a course begun by $until: the ratings that count,
-- oldest first, in tenths, with their days since 1970-01-01 and the place of their instrument in
-- $instrument_ids (0: not there). Attended visits only, until $until, of courses under way on $since or later.
WITH given AS (
    SELECT r.episode_id, r.visit_id, r.member_id, r.rater_kind, r.rater_member_id, r.instrument_id, r.measure,
           arg_max(struct_pack(score := r.total), r.revision).score AS total
    FROM rating r JOIN episode e ON e.episode_id = r.episode_id
    WHERE (e.ended_on IS NULL OR e.ended_on >= $since) AND r.measure = ANY($measures::VARCHAR[]) AND r.rater_kind IN ('self', 'caretaker')
    GROUP BY r.episode_id, r.visit_id, r.member_id, r.rater_kind, r.rater_member_id, r.instrument_id, r.measure
), counted AS (
    SELECT g.episode_id, g.member_id, g.rater_kind, g.rater_member_id, g.measure,
           CAST(g.total * 10 AS INTEGER) AS tenths, v.visit_date - DATE '1970-01-01' AS day,
           coalesce(list_position($instrument_ids::VARCHAR[], g.instrument_id), 0) AS instrument,
           v.created_at, v.visit_id, g.instrument_id
    FROM given g JOIN visit v ON v.visit_id = g.visit_id
    WHERE g.total IS NOT NULL AND v.status = 'attended' AND v.visit_date <= $until
)
SELECT CAST(episode_id AS VARCHAR) AS episode_id, CAST(member_id AS VARCHAR) AS member_id, rater_kind,
       CAST(rater_member_id AS VARCHAR) AS rater_member_id, measure,
       list(tenths ORDER BY day, created_at, visit_id, instrument_id) AS tenths,
       list(day ORDER BY day, created_at, visit_id, instrument_id) AS days,
       list(instrument ORDER BY day, created_at, visit_id, instrument_id) AS instruments
FROM counted
GROUP BY ALL
ORDER BY ALL
