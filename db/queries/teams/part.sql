-- Which active families of a leader's team were asked for, in the order asked for (by need, by last
-- visit or by case number), and how many there are. Only what is chosen by is read here.
SELECT e.episode_id, count(*) OVER () AS matching
FROM family f
JOIN episode e ON e.family_id = f.family_id AND e.ended_on IS NULL
JOIN episode_status es ON es.episode_id = e.episode_id
WHERE f.team_id = $team_id
  AND EXISTS (SELECT 1 FROM user_team ut JOIN app_user me ON me.user_id = ut.user_id
              WHERE ut.team_id = $team_id AND ut.user_id = $actor_id AND ut.until IS NULL
                AND me.active AND me.role = 'leader')
  AND ($which = 'all'
       OR ($which = 'attention' AND es.needs_attention)
       OR ($which = 'quiet' AND coalesce(es.last_rating_on, e.started_on) < $quiet_before)
       OR ($which = 'unrated' AND es.last_rating_on IS NULL))
  AND ($any_kind
       OR es.status || CASE WHEN es.needs_attention THEN ' true' ELSE ' false' END = ANY($kinds::VARCHAR[]))
  AND (CAST($practitioner_id AS UUID) IS NULL
       OR EXISTS (SELECT 1 FROM family_practitioner fp
                  WHERE fp.family_id = f.family_id AND fp.until IS NULL AND fp.user_id = $practitioner_id))
ORDER BY CASE WHEN $sorting = 'need' THEN NOT es.needs_attention END,
         CASE WHEN $sorting = 'need' THEN es.severity END,
         CASE WHEN $sorting <> 'case' THEN es.last_visit_on END NULLS FIRST,
         CASE WHEN $sorting = 'last' THEN NOT es.needs_attention END,
         CASE WHEN $sorting = 'last' THEN es.severity END,
         f.case_number
LIMIT $row_limit
