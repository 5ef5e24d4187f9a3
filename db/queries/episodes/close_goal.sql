-- Closes a goal; its ratings stay.
UPDATE goal SET closed_on = $closed_on WHERE goal_id = $goal_id AND episode_id = $episode_id
