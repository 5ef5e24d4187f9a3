-- The active families of a leader's team in numbers, by what their chip says, attention first.
SELECT es.status, es.needs_attention, count(*) AS families,
       count(*) FILTER (WHERE coalesce(es.last_rating_on, e.started_on) < $quiet_before) AS quiet,
       count(*) FILTER (WHERE es.last_rating_on IS NULL) AS unrated,
       CAST(sum(es.visits_attended) AS BIGINT) AS visits,
       CAST(sum(es.visits_with_outcome) AS BIGINT) AS with_outcome,
       CAST(sum(es.visits_with_alliance) AS BIGINT) AS with_alliance
FROM family f
JOIN episode e ON e.family_id = f.family_id AND e.ended_on IS NULL
JOIN episode_status es ON es.episode_id = e.episode_id
WHERE f.team_id = $team_id
  AND EXISTS (SELECT 1 FROM user_team ut JOIN app_user me ON me.user_id = ut.user_id
              WHERE ut.team_id = $team_id AND ut.user_id = $actor_id AND ut.until IS NULL
                AND me.active AND me.role = 'leader')
GROUP BY es.status, es.needs_attention, es.severity
ORDER BY es.needs_attention DESC, es.severity
