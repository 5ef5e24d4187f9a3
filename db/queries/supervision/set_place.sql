-- The place of a family on its agenda.
UPDATE supervision_item SET place = $place WHERE item_id = $item_id
