-- Removes who took part, before the corrected list is written.
DELETE FROM visit_participant WHERE visit_id = $visit_id AND NOT (member_id = ANY($member_ids::UUID[]))
