-- Takes a family off an agenda; that it was there stays.
UPDATE supervision_item SET removed_at = $now
WHERE item_id = $item_id AND supervision_item.removed_at IS NULL
