-- The families a person may record a visit for: those they may see with an active episode,
-- their own first.
SELECT f.family_id, f.case_number, e.episode_id,
       fp.family_id IS NOT NULL AS own
FROM family_access fa
JOIN family f ON f.family_id = fa.family_id
JOIN episode e ON e.family_id = f.family_id AND e.ended_on IS NULL
LEFT JOIN family_practitioner fp
  ON fp.family_id = f.family_id AND fp.user_id = $actor_id AND fp.until IS NULL
WHERE fa.user_id = $actor_id
ORDER BY own DESC, f.case_number
