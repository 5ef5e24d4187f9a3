-- Somebody was enrolled by mistake.
UPDATE enrolment SET withdrawn_at = $withdrawn_at WHERE enrolment_id = $enrolment_id
