-- Adds a goal from the family's plan.
INSERT INTO goal (goal_id, episode_id, member_id, body, agreed_on, closed_on, created_at, created_by)
VALUES ($goal_id, $episode_id, $member_id, $body, $agreed_on, NULL, $created_at, $created_by)
