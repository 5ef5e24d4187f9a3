-- Leaders leave a group; their time with it stays on record.
UPDATE group_leader SET until = $until
WHERE group_id = $group_id AND group_leader.until IS NULL AND user_id = ANY($user_ids::UUID[])
