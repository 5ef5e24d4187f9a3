-- Clears the services of a programme, before they are written anew.
DELETE FROM programme_service WHERE programme_id = $programme_id
