-- As growth_moments, with the square of log(session) as a third time function.
WITH rating AS (
    SELECT series, level, ln(session_no) AS x, score - $centre AS y FROM analysis_rating
),
course AS (
    SELECT
        level, series, count(*) AS n, sum(x) AS x, sum(x * x) AS xx, sum(x * x * x) AS xf,
        sum(x * x * x * x) AS ff, sum(y) AS y, sum(x * y) AS xy, sum(x * x * y) AS fy,
        sum(y * y) AS yy
    FROM rating
    GROUP BY level, series
)
SELECT
    level, count(*) AS episodes, n, any_value(x) AS x, any_value(xx) AS xx,
    any_value(xx) AS f, any_value(xf) AS xf, any_value(ff) AS ff,
    sum(y) AS y, sum(xy) AS xy, sum(fy) AS fy, sum(yy) AS yy,
    sum(y * y) AS s11, sum(y * xy) AS s12, sum(xy * xy) AS s22
FROM course
GROUP BY level, n, (x * 1e9)::BIGINT, (xx * 1e9)::BIGINT, (xf * 1e9)::BIGINT, (ff * 1e8)::BIGINT
