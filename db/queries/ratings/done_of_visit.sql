-- Who has rated whom on which measure at a visit.
SELECT DISTINCT member_id, rater_member_id, measure
FROM rating WHERE visit_id = $visit_id AND total IS NOT NULL
