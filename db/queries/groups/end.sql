-- A group ends on a day.
UPDATE service_group SET ended_on = $ended_on WHERE group_id = $group_id
