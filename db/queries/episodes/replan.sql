-- The planned last visit after a change of service: those held before it and the new frame's.
-- NULL when the new service has no frame, so that no end is shown that nobody has planned.
UPDATE episode
SET planned_visits = (
    SELECT s.planned_visits FROM service s WHERE s.service_id = $service_id
) + (
    SELECT count(*) FROM visit v
    WHERE v.episode_id = $episode_id AND v.status = 'attended' AND v.visit_date < $since
)
WHERE episode_id = $episode_id
