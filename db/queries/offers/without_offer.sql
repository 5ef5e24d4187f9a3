-- The families a person may see with an open response and no running offer, most severe first:
-- those an offer may begin for.
SELECT r.response_id, f.family_id, f.case_number
FROM response r
JOIN family_access fa ON fa.family_id = r.family_id AND fa.user_id = $actor_id
JOIN family f ON f.family_id = r.family_id
JOIN episode e ON e.episode_id = r.episode_id AND e.ended_on IS NULL
WHERE r.state <> 'closed'
  AND NOT EXISTS (SELECT 1 FROM offer o WHERE o.family_id = r.family_id AND o.ended_on IS NULL)
ORDER BY CASE r.severity WHEN 'acute' THEN 0 WHEN 'high' THEN 1 ELSE 2 END, r.raised_at, f.case_number
LIMIT $row_limit
