-- Every child of every emergency offer that has ended by $until, with its situation at the start and
-- at the end; the latest writing of a moment counts, and '' stands for one never written up.
WITH latest AS (
    SELECT offer_id, member_id, moment,
           arg_max(lives, (due_on, created_at, child_situation_id)) AS lives,
           arg_max(attends, (due_on, created_at, child_situation_id)) AS attends
    FROM child_situation WHERE moment IN ('start', 'end') GROUP BY offer_id, member_id, moment
)
SELECT CAST(o.offer_id AS VARCHAR) AS offer_id, CAST(o.episode_id AS VARCHAR) AS episode_id, CAST(m.member_id AS VARCHAR) AS member_id, o.started_on, o.ended_on,
       coalesce(a.lives, '') AS lives_first, coalesce(z.lives, '') AS lives_latest,
       coalesce(a.attends, '') AS attends_first, coalesce(z.attends, '') AS attends_latest
FROM offer o
JOIN member m ON m.family_id = o.family_id AND m.role = 'child'
LEFT JOIN latest a ON a.offer_id = o.offer_id AND a.member_id = m.member_id AND a.moment = 'start'
LEFT JOIN latest z ON z.offer_id = o.offer_id AND z.member_id = m.member_id AND z.moment = 'end'
WHERE o.ended_on <= $until
ORDER BY o.offer_id, m.member_id
