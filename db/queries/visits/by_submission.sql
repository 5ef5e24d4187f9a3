-- The visit of a course that a submission has already recorded, if this person may see its family.
SELECT v.visit_id
FROM visit v
JOIN family_access fa ON fa.family_id = v.family_id AND fa.user_id = $actor_id
WHERE v.submission_id = $submission_id AND v.episode_id = $episode_id
