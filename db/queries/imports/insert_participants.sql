-- Who took part in imported visits.
INSERT INTO visit_participant (visit_id, member_id)
SELECT unnest($visit_ids::UUID[]), unnest($member_ids::UUID[])
