-- Who took part in a visit.
INSERT INTO visit_participant (visit_id, member_id)
SELECT $visit_id, unnest($member_ids::UUID[])
