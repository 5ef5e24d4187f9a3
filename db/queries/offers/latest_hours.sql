-- One entry of hours as it stands after corrections, and who wrote that.
SELECT h.submission_id, h.offer_id, h.worked_on, h.minutes, h.profession, h.part_of_day, h.revision,
       h.created_at, h.created_by, u.display_name AS created_by_name
FROM offer_hours h
JOIN app_user u ON u.user_id = h.created_by
WHERE h.submission_id = $submission_id
ORDER BY h.revision DESC
LIMIT 1
