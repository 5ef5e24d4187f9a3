-- The goals of an episode, open ones first.
SELECT goal_id, episode_id, member_id, body AS text, agreed_on, closed_on
FROM goal WHERE episode_id = $episode_id
ORDER BY closed_on NULLS FIRST, agreed_on, goal_id
