-- Somebody was asked again, or would rather not answer.
INSERT INTO answer_reminder (answer_reminder_id, enrolment_id, family_id, moment, reminded_on, how,
                             created_at, created_by)
VALUES ($answer_reminder_id, $enrolment_id, $family_id, $moment, $reminded_on, $how, $created_at, $created_by)
