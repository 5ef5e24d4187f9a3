-- The decided hours a week of some episodes up to a day; the latest is the last of its episode.
SELECT i.episode_id, i.weekly_hours
FROM episode_intensity i
WHERE i.episode_id = ANY($episode_ids::UUID[]) AND i.since <= $today
ORDER BY i.since, i.created_at
