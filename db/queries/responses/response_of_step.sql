-- The response a step belongs to: a second click of the same form finds what the first one made.
SELECT response_id FROM response_step WHERE step_id = $step_id
