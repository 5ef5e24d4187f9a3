-- Locks the session to one visit or one questionnaire while the family holds the tablet, or unlocks it.
UPDATE user_session
SET locked_visit_id = $locked_visit_id, locked_enrolment_id = $locked_enrolment_id,
    locked_moment = $locked_moment, last_seen_at = $last_seen_at
WHERE session_id = $session_id
