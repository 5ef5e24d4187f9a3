-- Corrects the facts of a visit.
UPDATE visit SET visit_date = $visit_date, date_known = $date_known, status = $status,
                 place = $place, minutes = $minutes, is_open = $is_open
WHERE visit_id = $visit_id
