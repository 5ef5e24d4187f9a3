-- How often and how last somebody was asked about each moment, newest last; asked only after their
-- families have been found through family_access.
SELECT enrolment_id, moment, reminded_on, how FROM answer_reminder
WHERE list_contains($enrolment_ids::UUID[], enrolment_id)
ORDER BY created_at, answer_reminder_id
