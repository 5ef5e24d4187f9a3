-- From a day on the help is planned with so many hours a week; the latest day counts.
INSERT INTO episode_intensity (intensity_id, family_id, episode_id, since, weekly_hours, reason, created_at,
                               created_by)
VALUES ($intensity_id, $family_id, $episode_id, $since, $weekly_hours, $reason, $created_at, $created_by)
