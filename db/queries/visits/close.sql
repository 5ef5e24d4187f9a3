-- The practitioner is done with the visit.
UPDATE visit SET is_open = false WHERE visit_id = $visit_id
