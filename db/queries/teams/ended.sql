-- How the latest of the team's episodes ended since a day.
SELECT f.family_id, f.case_number, e.episode_id, e.started_on, e.ended_on, e.end_reason, e.end_planned,
       es.status, es.visits_attended, count(*) OVER () AS ended_in_all,
       count(*) FILTER (WHERE e.end_planned) OVER () AS planned_in_all
FROM family f
JOIN episode e ON e.family_id = f.family_id
JOIN episode_status es ON es.episode_id = e.episode_id
WHERE f.team_id = $team_id
  AND EXISTS (SELECT 1 FROM user_team ut JOIN app_user me ON me.user_id = ut.user_id
              WHERE ut.team_id = $team_id AND ut.user_id = $actor_id AND ut.until IS NULL
                AND me.active AND me.role = 'leader') AND e.ended_on >= $since
ORDER BY e.ended_on DESC, f.case_number
LIMIT $row_limit
