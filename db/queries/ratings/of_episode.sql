-- All ratings of an episode with every revision; family_rows puts them in order.
SELECT r.rating_id, r.visit_id, r.member_id, r.rater_kind, r.rater_member_id, r.instrument_id,
       r.instrument_version, r.measure, r.goal_id, r.total, r.items, r.source, r.revision, r.reason,
       r.entered_at, r.entered_by
FROM rating r WHERE r.episode_id = $episode_id
