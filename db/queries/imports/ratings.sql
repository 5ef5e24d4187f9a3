-- All ratings of several episodes with every revision, oldest revision first.
SELECT r.rating_id, r.visit_id, r.member_id, r.rater_kind, r.rater_member_id, r.instrument_id,
       r.instrument_version, r.measure, r.goal_id, r.total, r.items, r.source, r.revision, r.reason,
       r.entered_at, r.entered_by
FROM rating r WHERE r.episode_id = ANY($episode_ids::UUID[])
ORDER BY r.revision, r.entered_at, r.rating_id
