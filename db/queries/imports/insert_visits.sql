-- Records the visits an import brings; all were held, and none waits for more.
INSERT INTO visit (visit_id, submission_id, episode_id, family_id, visit_date, date_known, status, place,
                   minutes, is_open, created_at, created_by)
SELECT unnest($visit_ids::UUID[]), unnest($submission_ids::UUID[]), unnest($episode_ids::UUID[]),
       unnest($family_ids::UUID[]), unnest($visit_dates::DATE[]), unnest($dates_known::BOOLEAN[]), 'attended',
       NULL, NULL, false, $created_at, $created_by
