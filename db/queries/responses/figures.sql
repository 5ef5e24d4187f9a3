-- The numbers above the queue, as (what, of which, n, of them). One statement, since finding out
-- whose queue it is costs more than counting: standings; what had a flag and was closed since a
-- day, right or not, also by code; and days to the latest first contacts and decisions.
WITH mine AS (SELECT family_id FROM family_access WHERE user_id = $actor_id),
scoped AS (
    SELECT r.response_id, r.state, r.owner_id, r.result, r.raised_on, r.contacted_on, r.decided_on, r.closed_on,
           CASE WHEN r.state <> 'closed' AND r.due_on < $today THEN 'overdue' ELSE r.state END AS standing
    FROM response r
    JOIN app_user u ON u.user_id = $actor_id AND u.active AND u.role IN ('leader', 'emergency')
    LEFT JOIN mine m ON m.family_id = r.family_id
    WHERE m.family_id IS NOT NULL OR u.role = 'emergency'
), codes AS (
    SELECT DISTINCT s.response_id, s.result, g.code
    FROM scoped s
    JOIN response_flag rf ON rf.response_id = s.response_id
    JOIN flag g ON g.flag_id = rf.flag_id
    WHERE s.state = 'closed' AND s.closed_on >= $since
), closed AS (
    SELECT DISTINCT response_id, result FROM codes
)
SELECT 'standing' AS what, standing AS name, count(*) AS n, count(*) FILTER (WHERE owner_id IS NULL) AS part
FROM scoped WHERE state <> 'closed' OR closed_on >= $closed_since GROUP BY standing
UNION ALL
SELECT 'closed', '', count(*), count(*) FILTER (WHERE result <> 'false_alarm') FROM closed
UNION ALL
SELECT 'code', code, count(*), count(*) FILTER (WHERE result <> 'false_alarm') FROM codes GROUP BY code
UNION ALL
SELECT 'contact', '', days, 0 FROM (
    SELECT contacted_on - raised_on AS days FROM scoped
    WHERE contacted_on IS NOT NULL ORDER BY contacted_on DESC, response_id LIMIT $latest
) contacts
UNION ALL
SELECT 'decision', '', days, 0 FROM (
    SELECT decided_on - raised_on AS days FROM scoped
    WHERE decided_on IS NOT NULL ORDER BY decided_on DESC, response_id LIMIT $latest
) decisions
