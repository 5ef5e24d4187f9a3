-- Two who arrange the same agenda meet on this row: the later one is run again on fresh data.
UPDATE supervision SET changed_at = $now WHERE supervision_id = $supervision_id
