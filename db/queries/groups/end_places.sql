-- Every place that is still open ends with its group.
UPDATE group_place SET until = $until
WHERE group_id = $group_id AND (group_place.until IS NULL OR group_place.until > $until)
