-- The enrolments one may see that can still have something to answer: running ones, and those that
-- ended after a day.
SELECT e.enrolment_id, e.programme_id, e.family_id, e.episode_id, e.member_id, e.variant, e.started_on,
       least(e.ended_on, ep.ended_on) AS ended_on, e.completed, f.case_number, m.role, m.birth_year, m.label,
       m.position
FROM enrolment e
JOIN episode ep ON ep.episode_id = e.episode_id
JOIN family f ON f.family_id = e.family_id
JOIN member m ON m.member_id = e.member_id
JOIN programme p ON p.programme_id = e.programme_id
WHERE e.withdrawn_at IS NULL AND p.active
  AND EXISTS (SELECT 1 FROM family_access fa WHERE fa.family_id = e.family_id AND fa.user_id = $actor_id)
  AND coalesce(least(e.ended_on, ep.ended_on), $since) >= $since
ORDER BY f.case_number, m.position, e.enrolment_id
