-- How many practitioners had how many families in treatment at the end of $until, of the courses asked
-- about: pairs of family and practitioner, and practitioners.
SELECT count(*) AS pairs, count(DISTINCT p.user_id) AS practitioners
FROM episode e JOIN family_practitioner p ON p.family_id = e.family_id
WHERE e.episode_id = ANY($episode_ids::UUID[])
  AND CAST(p.since AS DATE) <= $until AND (p.until IS NULL OR CAST(p.until AS DATE) > $until)
