-- Begins a version of a status report.
INSERT INTO status_report (report_id, family_id, episode_id, meeting_id, version, state, texts, content, content_hash,
                           read_on, read_by, remarks, locked_at, locked_by, revision, changed_at, changed_by,
                           created_at, created_by)
VALUES ($report_id, $family_id, $episode_id, $meeting_id, $version, 'draft', $texts, '', '', NULL, '', '', NULL, NULL,
        1, $now, $actor_id, $now, $actor_id)
