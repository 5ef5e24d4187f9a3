-- Takes an end back that was recorded by mistake.
UPDATE episode SET ended_on = NULL, end_reason = NULL, end_planned = NULL WHERE episode_id = $episode_id
