-- The services an episode has received, in order, with the section each was entered with. Asked
-- only after the family has been found through family_access.
SELECT s.name, s.code, s.legal_basis, eps.since, eps.until
FROM episode_service eps
JOIN service s ON s.service_id = eps.service_id
WHERE eps.episode_id = $episode_id
ORDER BY eps.since, eps.until NULLS LAST, s.name
