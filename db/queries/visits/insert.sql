-- Records a visit; its submission id makes a double click harmless.
INSERT INTO visit (visit_id, submission_id, episode_id, family_id, visit_date, date_known, status, place,
                   minutes, is_open, created_at, created_by)
VALUES ($visit_id, $submission_id, $episode_id, $family_id, $visit_date, $date_known, $status, $place,
        $minutes, $is_open, $created_at, $created_by)
