-- Who took part in the visits of several episodes.
SELECT p.visit_id, p.member_id
FROM visit_participant p JOIN visit v ON v.visit_id = p.visit_id
WHERE v.episode_id = ANY($episode_ids::UUID[])
