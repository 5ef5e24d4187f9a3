-- What one sending of a questionnaire has saved already.
SELECT measure FROM answer
WHERE submission_id = $submission_id AND enrolment_id = $enrolment_id AND moment = $moment
