-- Who has rated whom on which measure at a visit; a rating that was withdrawn is none.
SELECT DISTINCT r.member_id, r.rater_member_id, r.measure
FROM rating r
WHERE r.visit_id = $visit_id AND r.total IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM rating later
                  WHERE later.visit_id = r.visit_id AND later.member_id = r.member_id
                    AND later.rater_kind = r.rater_kind AND later.rater_member_id = r.rater_member_id
                    AND later.instrument_id = r.instrument_id AND later.goal_id = r.goal_id
                    AND later.revision > r.revision)
