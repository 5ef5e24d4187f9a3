-- Of these episodes, those of families that this person may see, with their case numbers.
SELECT e.episode_id, f.family_id, f.case_number
FROM episode e
JOIN family f ON f.family_id = e.family_id
JOIN family_access fa ON fa.family_id = e.family_id AND fa.user_id = $actor_id
WHERE e.episode_id = ANY($episode_ids::UUID[])
ORDER BY f.case_number
