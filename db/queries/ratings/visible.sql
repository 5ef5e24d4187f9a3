-- One rating, if this person may see its family.
SELECT r.rating_id, r.visit_id, r.member_id, r.rater_kind, r.rater_member_id, r.instrument_id,
       r.instrument_version, r.measure, r.goal_id, r.total, r.items, r.source, r.revision, r.reason,
       r.entered_at, r.entered_by
FROM rating r
JOIN family_access fa ON fa.family_id = r.family_id AND fa.user_id = $actor_id
WHERE r.rating_id = $rating_id
