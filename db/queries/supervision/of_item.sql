-- The supervision meeting that an item stands on.
SELECT supervision_id FROM supervision_item WHERE item_id = $item_id
