-- Which visit of a family a group session is.
INSERT INTO group_visit (group_visit_id, group_session_id, visit_id, family_id)
VALUES ($group_visit_id, $group_session_id, $visit_id, $family_id)
