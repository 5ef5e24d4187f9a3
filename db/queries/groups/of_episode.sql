-- The groups a course has had a place in, the latest first. Asked only after the family has been
-- found through family_access.
SELECT g.group_id, g.name, p.since,
       CASE WHEN p.until IS NULL THEN g.ended_on ELSE p.until END AS until,
       (SELECT count(*) FROM group_visit gv
        JOIN group_session gs ON gs.group_session_id = gv.group_session_id
        JOIN visit v ON v.visit_id = gv.visit_id
        WHERE gs.group_id = g.group_id AND v.episode_id = p.episode_id
          AND gs.held_on >= p.since AND (p.until IS NULL OR gs.held_on <= p.until)
          AND v.status = 'attended') AS came,
       (SELECT count(*) FROM group_visit gv
        JOIN group_session gs ON gs.group_session_id = gv.group_session_id
        JOIN visit v ON v.visit_id = gv.visit_id
        WHERE gs.group_id = g.group_id AND v.episode_id = p.episode_id
          AND gs.held_on >= p.since AND (p.until IS NULL OR gs.held_on <= p.until)) AS held
FROM group_place p
JOIN service_group g ON g.group_id = p.group_id
WHERE p.episode_id = $episode_id
ORDER BY p.since DESC, p.group_place_id
