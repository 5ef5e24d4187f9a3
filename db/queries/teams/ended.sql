-- How the team's episodes ended since a day.
SELECT f.family_id, f.case_number, e.episode_id, e.started_on, e.ended_on, e.end_reason, e.end_planned,
       es.status, es.visits_attended
FROM family f
JOIN family_access fa ON fa.family_id = f.family_id AND fa.user_id = $actor_id
JOIN episode e ON e.family_id = f.family_id
JOIN episode_status es ON es.episode_id = e.episode_id
WHERE f.team_id = $team_id AND e.ended_on >= $since
ORDER BY e.ended_on DESC, f.case_number
