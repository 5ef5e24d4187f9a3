-- The enrolments of a course with their persons; asked only after its family has been found.
SELECT e.enrolment_id, e.programme_id, e.family_id, e.episode_id, e.member_id, e.variant, e.started_on,
       least(e.ended_on, ep.ended_on) AS ended_on, e.completed, f.case_number, m.role, m.birth_year, m.label,
       m.position
FROM enrolment e
JOIN episode ep ON ep.episode_id = e.episode_id
JOIN family f ON f.family_id = e.family_id
JOIN member m ON m.member_id = e.member_id
WHERE e.episode_id = $episode_id AND e.withdrawn_at IS NULL
ORDER BY e.started_on, m.position, e.enrolment_id
