-- The follow-up or status meeting that comes next for an episode. Asked only after the family has
-- been found through family_access.
SELECT meeting_id, kind, coalesce(planned_on, due_on) AS on, planned_on IS NOT NULL AS agreed
FROM meeting
WHERE episode_id = $episode_id AND held_on IS NULL AND dropped_at IS NULL AND kind IN ('follow_up', 'status')
ORDER BY coalesce(planned_on, due_on), meeting_id
LIMIT 1
