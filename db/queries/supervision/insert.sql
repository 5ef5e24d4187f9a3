-- Begins the agenda of a supervision meeting.
INSERT INTO supervision (supervision_id, team_id, meets_on, closed_at, changed_at, created_at, created_by)
VALUES ($supervision_id, $team_id, $meets_on, NULL, $now, $now, $created_by)
