-- Which references of the schema point at nothing or at another family, and how often.
-- The schema declares no foreign keys, so this query holds every one of them: no rows = sound.
-- A goal_id of zeros is no reference (the rating is about no goal). An audit row keeps naming
-- families that have been erased: that is its job.
SELECT reference, n FROM (
    SELECT 'user_team.user_id' AS reference, count(*) AS n FROM user_team x
    WHERE x.user_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.user_id)
    UNION ALL
    SELECT 'user_team.team_id' AS reference, count(*) AS n FROM user_team x
    WHERE x.team_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM team y WHERE y.team_id = x.team_id)
    UNION ALL
    SELECT 'user_session.user_id' AS reference, count(*) AS n FROM user_session x
    WHERE x.user_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.user_id)
    UNION ALL
    SELECT 'user_session.locked_visit_id' AS reference, count(*) AS n FROM user_session x
    WHERE x.locked_visit_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM visit y WHERE y.visit_id = x.locked_visit_id)
    UNION ALL
    SELECT 'family.team_id' AS reference, count(*) AS n FROM family x
    WHERE x.team_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM team y WHERE y.team_id = x.team_id)
    UNION ALL
    SELECT 'family.created_by' AS reference, count(*) AS n FROM family x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'member.family_id' AS reference, count(*) AS n FROM member x
    WHERE x.family_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'family_practitioner.family_id' AS reference, count(*) AS n FROM family_practitioner x
    WHERE x.family_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'family_practitioner.user_id' AS reference, count(*) AS n FROM family_practitioner x
    WHERE x.user_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.user_id)
    UNION ALL
    SELECT 'episode.family_id' AS reference, count(*) AS n FROM episode x
    WHERE x.family_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'episode.created_by' AS reference, count(*) AS n FROM episode x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'episode_service.episode_id' AS reference, count(*) AS n FROM episode_service x
    WHERE x.episode_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM episode y WHERE y.episode_id = x.episode_id)
    UNION ALL
    SELECT 'episode_service.service_id' AS reference, count(*) AS n FROM episode_service x
    WHERE x.service_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM service y WHERE y.service_id = x.service_id)
    UNION ALL
    SELECT 'episode_event.episode_id' AS reference, count(*) AS n FROM episode_event x
    WHERE x.episode_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM episode y WHERE y.episode_id = x.episode_id)
    UNION ALL
    SELECT 'episode_event.created_by' AS reference, count(*) AS n FROM episode_event x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'goal.episode_id' AS reference, count(*) AS n FROM goal x
    WHERE x.episode_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM episode y WHERE y.episode_id = x.episode_id)
    UNION ALL
    SELECT 'goal.member_id' AS reference, count(*) AS n FROM goal x
    WHERE x.member_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM member y WHERE y.member_id = x.member_id)
    UNION ALL
    SELECT 'goal.created_by' AS reference, count(*) AS n FROM goal x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'visit.episode_id' AS reference, count(*) AS n FROM visit x
    WHERE x.episode_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM episode y WHERE y.episode_id = x.episode_id)
    UNION ALL
    SELECT 'visit.family_id' AS reference, count(*) AS n FROM visit x
    WHERE x.family_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'visit.created_by' AS reference, count(*) AS n FROM visit x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'visit_participant.visit_id' AS reference, count(*) AS n FROM visit_participant x
    WHERE x.visit_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM visit y WHERE y.visit_id = x.visit_id)
    UNION ALL
    SELECT 'visit_participant.member_id' AS reference, count(*) AS n FROM visit_participant x
    WHERE x.member_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM member y WHERE y.member_id = x.member_id)
    UNION ALL
    SELECT 'rating.visit_id' AS reference, count(*) AS n FROM rating x
    WHERE x.visit_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM visit y WHERE y.visit_id = x.visit_id)
    UNION ALL
    SELECT 'rating.family_id' AS reference, count(*) AS n FROM rating x
    WHERE x.family_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'rating.episode_id' AS reference, count(*) AS n FROM rating x
    WHERE x.episode_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM episode y WHERE y.episode_id = x.episode_id)
    UNION ALL
    SELECT 'rating.member_id' AS reference, count(*) AS n FROM rating x
    WHERE x.member_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM member y WHERE y.member_id = x.member_id)
    UNION ALL
    SELECT 'rating.rater_member_id' AS reference, count(*) AS n FROM rating x
    WHERE x.rater_member_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM member y WHERE y.member_id = x.rater_member_id)
    UNION ALL
    SELECT 'rating.goal_id' AS reference, count(*) AS n FROM rating x
    WHERE x.goal_id IS NOT NULL AND x.goal_id <> '00000000-0000-0000-0000-000000000000'
      AND NOT EXISTS (SELECT 1 FROM goal y WHERE y.goal_id = x.goal_id)
    UNION ALL
    SELECT 'rating.entered_by' AS reference, count(*) AS n FROM rating x
    WHERE x.entered_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.entered_by)
    UNION ALL
    SELECT 'episode_status.episode_id' AS reference, count(*) AS n FROM episode_status x
    WHERE x.episode_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM episode y WHERE y.episode_id = x.episode_id)
    UNION ALL
    SELECT 'episode_status.family_id' AS reference, count(*) AS n FROM episode_status x
    WHERE x.family_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'flag.episode_id' AS reference, count(*) AS n FROM flag x
    WHERE x.episode_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM episode y WHERE y.episode_id = x.episode_id)
    UNION ALL
    SELECT 'flag.member_id' AS reference, count(*) AS n FROM flag x
    WHERE x.member_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM member y WHERE y.member_id = x.member_id)
    UNION ALL
    SELECT 'flag.rater_member_id' AS reference, count(*) AS n FROM flag x
    WHERE x.rater_member_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM member y WHERE y.member_id = x.rater_member_id)
    UNION ALL
    SELECT 'flag.visit_id' AS reference, count(*) AS n FROM flag x
    WHERE x.visit_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM visit y WHERE y.visit_id = x.visit_id)
    UNION ALL
    SELECT 'import_batch.imported_by' AS reference, count(*) AS n FROM import_batch x
    WHERE x.imported_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.imported_by)
    UNION ALL
    SELECT 'progression_model.trained_by' AS reference, count(*) AS n FROM progression_model x
    WHERE x.trained_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.trained_by)
    UNION ALL
    SELECT 'progression_model.adopted_by' AS reference, count(*) AS n FROM progression_model x
    WHERE x.adopted_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.adopted_by)
    UNION ALL
    SELECT 'audit.user_id' AS reference, count(*) AS n FROM audit x
    WHERE x.user_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.user_id)
    UNION ALL
    SELECT 'visit: family of another episode', count(*) FROM visit x
    JOIN episode y ON y.episode_id = x.episode_id WHERE y.family_id <> x.family_id
    UNION ALL
    SELECT 'visit_participant: member of another family', count(*) FROM visit_participant x
    JOIN visit v ON v.visit_id = x.visit_id
    JOIN member m ON m.member_id = x.member_id WHERE m.family_id <> v.family_id
    UNION ALL
    SELECT 'rating: visit of another episode or family', count(*) FROM rating x
    JOIN visit v ON v.visit_id = x.visit_id
    WHERE v.episode_id <> x.episode_id OR v.family_id <> x.family_id
    UNION ALL
    SELECT 'rating: member of another family', count(*) FROM rating x
    JOIN member m ON m.member_id = x.member_id WHERE m.family_id <> x.family_id
    UNION ALL
    SELECT 'rating: rater of another family', count(*) FROM rating x
    JOIN member m ON m.member_id = x.rater_member_id WHERE m.family_id <> x.family_id
    UNION ALL
    SELECT 'goal: member of another family', count(*) FROM goal x
    JOIN episode e ON e.episode_id = x.episode_id
    JOIN member m ON m.member_id = x.member_id WHERE m.family_id <> e.family_id
    UNION ALL
    SELECT 'episode: without status', count(*) FROM episode x
    WHERE NOT EXISTS (SELECT 1 FROM episode_status y WHERE y.episode_id = x.episode_id)
    UNION ALL
    SELECT 'episode: not exactly one current service', count(*) FROM episode x
    WHERE 1 <> (SELECT count(*) FROM episode_service y
                WHERE y.episode_id = x.episode_id AND y.until IS NULL)
    UNION ALL
    SELECT 'flag: model that is not on record', count(*) FROM flag x
    WHERE x.model_version IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM progression_model y WHERE y.version = x.model_version)
    UNION ALL
    SELECT 'progression_model: several adopted or waiting for one scale', count(*) FROM (
        SELECT 1 FROM progression_model y WHERE y.state <> 'retired'
        GROUP BY y.scale_key, y.state HAVING count(*) > 1
    ) several
    UNION ALL
    SELECT 'rating: gaps in revisions', count(*) FROM (
        SELECT 1 FROM rating r
        GROUP BY r.visit_id, r.member_id, r.rater_kind, r.rater_member_id, r.instrument_id, r.goal_id
        HAVING count(*) <> max(r.revision)
    ) gaps
) found
WHERE n > 0
ORDER BY reference
