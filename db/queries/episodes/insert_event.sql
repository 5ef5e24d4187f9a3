-- Puts an event on the time line.
INSERT INTO episode_event (event_id, episode_id, kind, happened_on, body, created_at, created_by)
VALUES ($event_id, $episode_id, $kind, $happened_on, $body, $created_at, $created_by)
