-- The places of a visit whose latest revision is a withdrawal, with that revision.
SELECT visit_id, member_id, rater_kind, rater_member_id, instrument_id, goal_id, max(revision)
FROM rating
WHERE visit_id = $visit_id
GROUP BY visit_id, member_id, rater_kind, rater_member_id, instrument_id, goal_id
HAVING max(revision) = max(CASE WHEN total IS NULL THEN revision END)
