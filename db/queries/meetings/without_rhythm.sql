-- The active courses one may see whose first follow-up is behind them, with no follow-up ahead and
-- no rhythm decided in the case: somebody must decide it. Which services those are is data.
SELECT e.family_id, e.episode_id, f.case_number, s.name AS service_name,
       (SELECT max(m.held_on) FROM meeting m
        WHERE m.episode_id = e.episode_id AND m.kind = 'follow_up') AS last_held_on
FROM family_access fa
JOIN family f ON f.family_id = fa.family_id
JOIN episode e ON e.family_id = fa.family_id AND e.ended_on IS NULL
JOIN episode_service eps ON eps.episode_id = e.episode_id AND eps.until IS NULL
JOIN service s ON s.service_id = eps.service_id
WHERE fa.user_id = $actor_id AND s.service_id = ANY($service_ids::UUID[])
  AND NOT EXISTS (SELECT 1 FROM meeting m
                  WHERE m.episode_id = e.episode_id AND m.kind = 'follow_up'
                    AND m.held_on IS NULL AND m.dropped_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM followup_rhythm r WHERE r.episode_id = e.episode_id)
ORDER BY last_held_on NULLS FIRST, f.case_number
