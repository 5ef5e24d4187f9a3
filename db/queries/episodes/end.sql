-- Ends an episode with its coded reason; an ended one is not ended twice.
UPDATE episode SET ended_on = $ended_on, end_reason = $end_reason, end_planned = $end_planned
WHERE episode_id = $episode_id AND episode.ended_on IS NULL
