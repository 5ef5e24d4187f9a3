-- How many ratings ended episodes hold, every revision: changes when what can be learned does.
SELECT count(*) FROM rating r JOIN episode e ON e.episode_id = r.episode_id WHERE e.ended_on IS NOT NULL
