-- The events of an episode in order.
SELECT event_id, episode_id, kind, happened_on AS on, body AS text
FROM episode_event WHERE episode_id = $episode_id
ORDER BY happened_on, created_at, event_id
