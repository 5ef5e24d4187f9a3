-- Clears the assessments of several episodes before the new ones are written.
DELETE FROM assessment WHERE episode_id = ANY($episode_ids::UUID[])
