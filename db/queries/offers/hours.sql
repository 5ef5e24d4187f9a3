-- The hours used in offers that the same transaction has found, as they stand after corrections
-- (0 minutes: taken back), since a day, the latest first.
SELECT h.submission_id, h.offer_id, h.worked_on, h.minutes, h.profession, h.part_of_day, h.revision
FROM offer_hours h
WHERE h.offer_id = ANY($offer_ids::UUID[]) AND h.worked_on >= $since AND h.minutes > 0
  AND NOT EXISTS (SELECT 1 FROM offer_hours x WHERE x.submission_id = h.submission_id AND x.revision > h.revision)
ORDER BY h.worked_on DESC, h.created_at DESC, h.submission_id
