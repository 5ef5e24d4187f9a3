-- The open responses that ask for somebody by a day, all but those that wait for a later one, with
-- what decides the next step. Whoever asks: for the people of the demo, who would read the queue.
SELECT r.response_id, f.case_number, f.team_id, r.origin, r.severity, r.state, r.raised_on,
       r.due_on, r.contacted_on, r.decided_on, e.ended_on AS episode_ended_on, r.revision
FROM response r
JOIN episode e ON e.episode_id = r.episode_id
JOIN family f ON f.family_id = r.family_id
WHERE r.state IN ('new', 'taken')
   OR r.state = 'waiting' AND (r.due_on <= $day OR e.ended_on IS NOT NULL)
ORDER BY r.raised_at, f.case_number
