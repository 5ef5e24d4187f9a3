-- One enrolment of a family this person may see; it ends with its course at the latest.
SELECT e.enrolment_id, e.programme_id, e.family_id, e.episode_id, e.member_id, e.variant, e.started_on,
       least(e.ended_on, ep.ended_on) AS ended_on, e.completed
FROM enrolment e
JOIN episode ep ON ep.episode_id = e.episode_id
JOIN family_access fa ON fa.family_id = e.family_id AND fa.user_id = $actor_id
WHERE e.enrolment_id = $enrolment_id AND e.withdrawn_at IS NULL
