-- The places of a group, ended ones too, under the families' case numbers. A place ends with the
-- course it belongs to. Asked only after the group has been found through group_access.
SELECT p.group_place_id, p.group_id, p.family_id, p.episode_id, f.case_number, p.since,
       CASE WHEN p.until IS NULL THEN e.ended_on
            WHEN e.ended_on IS NULL OR p.until <= e.ended_on THEN p.until
            ELSE e.ended_on END AS until
FROM group_place p
JOIN family f ON f.family_id = p.family_id
JOIN episode e ON e.episode_id = p.episode_id
WHERE p.group_id = $group_id
ORDER BY f.case_number, p.since, p.group_place_id
