-- Minutes used between two days by profession, of all offers, after corrections.
SELECT h.profession, sum(h.minutes) AS minutes
FROM offer_hours h
WHERE h.worked_on >= $first AND h.worked_on <= $last
  AND NOT EXISTS (SELECT 1 FROM offer_hours x WHERE x.submission_id = h.submission_id AND x.revision > h.revision)
GROUP BY h.profession
ORDER BY h.profession
