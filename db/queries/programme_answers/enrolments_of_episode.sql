-- Who takes part in which programme within a course; asked only after its family has been found.
SELECT e.enrolment_id, e.programme_id, e.family_id, e.episode_id, e.member_id, e.variant, e.started_on,
       least(e.ended_on, ep.ended_on) AS ended_on, e.completed
FROM enrolment e
JOIN episode ep ON ep.episode_id = e.episode_id
WHERE e.episode_id = $episode_id AND e.withdrawn_at IS NULL
ORDER BY e.started_on, e.created_at, e.enrolment_id
