-- Everything a growth model needs of the ratings, one row a design: the one pass over them.
-- Reads the table or view analysis_rating (series, level, session_no, score); $centre is taken
-- off every score so that squares stay small. First a row a course, then a row for all courses
-- whose sums of time agree to nine decimals: they share their algebra.
WITH rating AS (
    SELECT series, level, ln(session_no) AS x, score - $centre AS y FROM analysis_rating
),
course AS (
    SELECT
        level, series, count(*) AS n, sum(x) AS x, sum(x * x) AS xx,
        sum(y) AS y, sum(x * y) AS xy, sum(y * y) AS yy
    FROM rating
    GROUP BY level, series
)
SELECT
    level, count(*) AS episodes, n, any_value(x) AS x, any_value(xx) AS xx,
    sum(y) AS y, sum(xy) AS xy, sum(yy) AS yy,
    sum(y * y) AS s11, sum(y * xy) AS s12, sum(xy * xy) AS s22
FROM course
GROUP BY level, n, (x * 1e9)::BIGINT, (xx * 1e9)::BIGINT
