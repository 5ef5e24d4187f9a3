-- An open session by its id, with the account it belongs to.
SELECT s.session_id, s.user_id, s.last_seen_at, s.locked_visit_id, u.display_name, u.role, u.language,
       u.must_change_password, s.locked_enrolment_id, s.locked_moment
FROM user_session s JOIN app_user u ON u.user_id = s.user_id
WHERE s.session_id = $session_id AND s.ended_at IS NULL AND u.active
