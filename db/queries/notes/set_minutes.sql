-- Says how long a visit was.
UPDATE visit SET minutes = $minutes WHERE visit_id = $visit_id
