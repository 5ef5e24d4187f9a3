-- Starts an episode.
INSERT INTO episode (episode_id, family_id, started_on, planned_visits, ended_on, end_reason, end_planned,
                     created_at, created_by)
VALUES ($episode_id, $family_id, $started_on, $planned_visits, NULL, NULL, NULL, $created_at, $created_by)
