-- Who began the offer that runs in a family, and when; no row when none runs.
SELECT u.display_name, o.created_at
FROM offer o
JOIN app_user u ON u.user_id = o.created_by
WHERE o.family_id = $family_id AND o.ended_on IS NULL
