-- The day a supervision meeting is held.
UPDATE supervision SET meets_on = $meets_on WHERE supervision_id = $supervision_id
