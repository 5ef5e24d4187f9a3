-- Somebody's part in a programme ended, and whether they went through with it.
UPDATE enrolment SET ended_on = $ended_on, completed = $completed WHERE enrolment_id = $enrolment_id
