-- Plans meetings of one or of many courses.
INSERT INTO meeting (meeting_id, family_id, episode_id, kind, sequence, due_on, rule, planned_on, planned_at,
                     held_on, dropped_at, dropped_why, created_at, created_by, changed_at, changed_by, revision)
SELECT unnest($meeting_ids::UUID[]), unnest($family_ids::UUID[]), unnest($episode_ids::UUID[]),
       unnest($kinds::VARCHAR[]), unnest($sequences::INTEGER[]), unnest($due_days::DATE[]),
       unnest($rules::VARCHAR[]), NULL, '', NULL, NULL, '', $created_at, $created_by, $created_at,
       $created_by, 1
