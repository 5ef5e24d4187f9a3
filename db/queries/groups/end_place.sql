-- A family leaves a group after a last day.
UPDATE group_place SET until = $until WHERE group_place_id = $group_place_id
