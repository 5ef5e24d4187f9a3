-- Who took part in the visits of an episode.
SELECT p.visit_id, p.member_id
FROM visit_participant p JOIN visit v ON v.visit_id = p.visit_id
WHERE v.episode_id = $episode_id
