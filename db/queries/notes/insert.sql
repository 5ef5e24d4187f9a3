-- Adds a note on a visit, or a new revision of it.
INSERT INTO visit_note (visit_note_id, visit_id, family_id, revision, body, reason, created_at, created_by)
VALUES ($visit_note_id, $visit_id, $family_id, $revision, $body, $reason, $created_at, $created_by)
