-- The hours a week of some episodes up to a day; the latest is the last of its episode. While an
-- offer runs, its plan is the help that is given, whatever was decided before or beside it.
SELECT h.episode_id, h.weekly_hours
FROM (
    SELECT i.episode_id, i.weekly_hours, 0 AS weight, i.since, i.created_at, i.intensity_id AS tie
    FROM episode_intensity i
    WHERE i.episode_id = ANY($episode_ids::UUID[])
    UNION ALL
    SELECT o.episode_id, p.weekly_hours, 1 AS weight, p.since, p.created_at, p.offer_plan_id AS tie
    FROM offer o
    JOIN offer_plan p ON p.offer_id = o.offer_id AND p.withdrawn_at IS NULL
    WHERE o.episode_id = ANY($episode_ids::UUID[]) AND o.ended_on IS NULL
) h
WHERE h.since <= $today
ORDER BY h.weight, h.since, h.created_at, h.tie
