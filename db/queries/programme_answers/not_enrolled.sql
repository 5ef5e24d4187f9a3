-- Running courses one may see whose service belongs to a programme in use that nobody of the family
-- takes part in yet.
SELECT ep.family_id, ep.episode_id, f.case_number, s.name AS service_name, p.programme_id,
       p.name AS programme_name, eps.since
FROM family_access fa
JOIN episode ep ON ep.family_id = fa.family_id AND ep.ended_on IS NULL
JOIN episode_service eps ON eps.episode_id = ep.episode_id AND eps.until IS NULL
JOIN service s ON s.service_id = eps.service_id
JOIN programme_service ps ON ps.service_id = eps.service_id
JOIN programme p ON p.programme_id = ps.programme_id AND p.active
JOIN family f ON f.family_id = ep.family_id
WHERE fa.user_id = $actor_id
  AND NOT EXISTS (
      SELECT 1 FROM enrolment e
      WHERE e.episode_id = ep.episode_id AND e.programme_id = p.programme_id AND e.withdrawn_at IS NULL
  )
ORDER BY f.case_number, p.name
