-- What was decided about a family.
UPDATE supervision_item SET decision = $decision, decided_at = $now, decided_by = $decided_by
WHERE item_id = $item_id
