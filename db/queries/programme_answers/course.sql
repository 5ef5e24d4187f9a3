-- Whose course it is, and when it ended; asked only after its family has been found.
SELECT family_id, ended_on FROM episode WHERE episode_id = $episode_id
