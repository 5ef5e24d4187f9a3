-- How many open responses ask for somebody by a day: all but those that wait for a later one.
SELECT count(*)
FROM response r
JOIN episode e ON e.episode_id = r.episode_id
WHERE r.state IN ('new', 'taken')
   OR r.state = 'waiting' AND (r.due_on <= $day OR e.ended_on IS NOT NULL)
