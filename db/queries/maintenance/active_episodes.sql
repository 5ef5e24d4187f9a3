-- The episodes that lists show: those not ended.
SELECT episode_id, family_id FROM episode WHERE ended_on IS NULL ORDER BY episode_id
