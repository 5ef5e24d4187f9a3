-- The families a person may record a visit for: those they may see with an active episode,
-- their own first, with a visit that is still open.
SELECT f.family_id, f.case_number, e.episode_id,
       (SELECT v.visit_id FROM visit v WHERE v.episode_id = e.episode_id AND v.is_open
        ORDER BY v.created_at DESC LIMIT 1) AS open_visit_id,
       EXISTS (SELECT 1 FROM family_practitioner fp
               WHERE fp.family_id = f.family_id AND fp.user_id = $actor_id AND fp.until IS NULL) AS own
FROM family f
JOIN family_access fa ON fa.family_id = f.family_id AND fa.user_id = $actor_id
JOIN episode e ON e.family_id = f.family_id AND e.ended_on IS NULL
ORDER BY own DESC, f.case_number
