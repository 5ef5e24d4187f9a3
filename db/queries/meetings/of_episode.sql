-- The meetings of an episode in order, also those held and dropped. Asked only after the family
-- has been found through family_access.
SELECT meeting_id, family_id, episode_id, kind, sequence, due_on, rule, planned_on, planned_at, held_on,
       dropped_at, dropped_why, revision
FROM meeting WHERE episode_id = $episode_id
ORDER BY coalesce(held_on, planned_on, due_on), kind, sequence, meeting_id
