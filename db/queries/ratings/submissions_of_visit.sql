-- Which submissions have already been saved for a visit.
SELECT submission_id FROM rating WHERE visit_id = $visit_id
