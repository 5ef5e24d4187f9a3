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
    SELECT 'status_report.family_id' AS reference, count(*) AS n FROM status_report x
    WHERE x.family_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'status_report.episode_id' AS reference, count(*) AS n FROM status_report x
    WHERE x.episode_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM episode y WHERE y.episode_id = x.episode_id)
    UNION ALL
    SELECT 'status_report.meeting_id' AS reference, count(*) AS n FROM status_report x
    WHERE x.meeting_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM meeting y WHERE y.meeting_id = x.meeting_id)
    UNION ALL
    SELECT 'status_report.locked_by' AS reference, count(*) AS n FROM status_report x
    WHERE x.locked_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.locked_by)
    UNION ALL
    SELECT 'status_report.changed_by' AS reference, count(*) AS n FROM status_report x
    WHERE x.changed_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.changed_by)
    UNION ALL
    SELECT 'status_report.created_by' AS reference, count(*) AS n FROM status_report x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'progression_model.trained_by' AS reference, count(*) AS n FROM progression_model x
    WHERE x.trained_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.trained_by)
    UNION ALL
    SELECT 'progression_model.adopted_by' AS reference, count(*) AS n FROM progression_model x
    WHERE x.adopted_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.adopted_by)
    UNION ALL
    SELECT 'offer.family_id' AS reference, count(*) AS n FROM offer x
    WHERE x.family_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'offer.episode_id' AS reference, count(*) AS n FROM offer x
    WHERE x.episode_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM episode y WHERE y.episode_id = x.episode_id)
    UNION ALL
    SELECT 'offer.response_id' AS reference, count(*) AS n FROM offer x
    WHERE x.response_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM response y WHERE y.response_id = x.response_id)
    UNION ALL
    SELECT 'offer.created_by' AS reference, count(*) AS n FROM offer x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'offer.changed_by' AS reference, count(*) AS n FROM offer x
    WHERE x.changed_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.changed_by)
    UNION ALL
    SELECT 'offer_team.offer_id' AS reference, count(*) AS n FROM offer_team x
    WHERE x.offer_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM offer y WHERE y.offer_id = x.offer_id)
    UNION ALL
    SELECT 'offer_team.user_id' AS reference, count(*) AS n FROM offer_team x
    WHERE x.user_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.user_id)
    UNION ALL
    SELECT 'offer_plan.offer_id' AS reference, count(*) AS n FROM offer_plan x
    WHERE x.offer_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM offer y WHERE y.offer_id = x.offer_id)
    UNION ALL
    SELECT 'offer_plan.created_by' AS reference, count(*) AS n FROM offer_plan x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'offer_hours.offer_id' AS reference, count(*) AS n FROM offer_hours x
    WHERE x.offer_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM offer y WHERE y.offer_id = x.offer_id)
    UNION ALL
    SELECT 'offer_hours.created_by' AS reference, count(*) AS n FROM offer_hours x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'child_situation.offer_id' AS reference, count(*) AS n FROM child_situation x
    WHERE x.offer_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM offer y WHERE y.offer_id = x.offer_id)
    UNION ALL
    SELECT 'child_situation.member_id' AS reference, count(*) AS n FROM child_situation x
    WHERE x.member_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM member y WHERE y.member_id = x.member_id)
    UNION ALL
    SELECT 'child_situation.created_by' AS reference, count(*) AS n FROM child_situation x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'response.family_id' AS reference, count(*) AS n FROM response x
    WHERE x.family_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'response.episode_id' AS reference, count(*) AS n FROM response x
    WHERE x.episode_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM episode y WHERE y.episode_id = x.episode_id)
    UNION ALL
    SELECT 'response.raised_by' AS reference, count(*) AS n FROM response x
    WHERE x.raised_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.raised_by)
    UNION ALL
    SELECT 'response.owner_id' AS reference, count(*) AS n FROM response x
    WHERE x.owner_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.owner_id)
    UNION ALL
    SELECT 'response.closed_by' AS reference, count(*) AS n FROM response x
    WHERE x.closed_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.closed_by)
    UNION ALL
    SELECT 'response_flag.response_id' AS reference, count(*) AS n FROM response_flag x
    WHERE x.response_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM response y WHERE y.response_id = x.response_id)
    UNION ALL
    SELECT 'response_flag.flag_id' AS reference, count(*) AS n FROM response_flag x
    WHERE x.flag_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM flag y WHERE y.flag_id = x.flag_id)
    UNION ALL
    SELECT 'response_step.response_id' AS reference, count(*) AS n FROM response_step x
    WHERE x.response_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM response y WHERE y.response_id = x.response_id)
    UNION ALL
    SELECT 'response_step.by_user' AS reference, count(*) AS n FROM response_step x
    WHERE x.by_user IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.by_user)
    UNION ALL
    SELECT 'response_step.owner_id' AS reference, count(*) AS n FROM response_step x
    WHERE x.owner_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.owner_id)
    UNION ALL
    SELECT 'episode_intensity.family_id' AS reference, count(*) AS n FROM episode_intensity x
    WHERE x.family_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'episode_intensity.episode_id' AS reference, count(*) AS n FROM episode_intensity x
    WHERE x.episode_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM episode y WHERE y.episode_id = x.episode_id)
    UNION ALL
    SELECT 'episode_intensity.created_by' AS reference, count(*) AS n FROM episode_intensity x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'service_group.team_id' AS reference, count(*) AS n FROM service_group x
    WHERE x.team_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM team y WHERE y.team_id = x.team_id)
    UNION ALL
    SELECT 'service_group.service_id' AS reference, count(*) AS n FROM service_group x
    WHERE x.service_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM service y WHERE y.service_id = x.service_id)
    UNION ALL
    SELECT 'service_group.created_by' AS reference, count(*) AS n FROM service_group x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'group_leader.group_id' AS reference, count(*) AS n FROM group_leader x
    WHERE x.group_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM service_group y WHERE y.group_id = x.group_id)
    UNION ALL
    SELECT 'group_leader.user_id' AS reference, count(*) AS n FROM group_leader x
    WHERE x.user_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.user_id)
    UNION ALL
    SELECT 'group_place.group_id' AS reference, count(*) AS n FROM group_place x
    WHERE x.group_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM service_group y WHERE y.group_id = x.group_id)
    UNION ALL
    SELECT 'group_place.family_id' AS reference, count(*) AS n FROM group_place x
    WHERE x.family_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'group_place.episode_id' AS reference, count(*) AS n FROM group_place x
    WHERE x.episode_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM episode y WHERE y.episode_id = x.episode_id)
    UNION ALL
    SELECT 'group_session.group_id' AS reference, count(*) AS n FROM group_session x
    WHERE x.group_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM service_group y WHERE y.group_id = x.group_id)
    UNION ALL
    SELECT 'group_session.created_by' AS reference, count(*) AS n FROM group_session x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'group_visit.group_session_id' AS reference, count(*) AS n FROM group_visit x
    WHERE x.group_session_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM group_session y WHERE y.group_session_id = x.group_session_id)
    UNION ALL
    SELECT 'group_visit.visit_id' AS reference, count(*) AS n FROM group_visit x
    WHERE x.visit_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM visit y WHERE y.visit_id = x.visit_id)
    UNION ALL
    SELECT 'group_visit.family_id' AS reference, count(*) AS n FROM group_visit x
    WHERE x.family_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'supervision.team_id' AS reference, count(*) AS n FROM supervision x
    WHERE x.team_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM team y WHERE y.team_id = x.team_id)
    UNION ALL
    SELECT 'supervision.created_by' AS reference, count(*) AS n FROM supervision x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'supervision_item.supervision_id' AS reference, count(*) AS n FROM supervision_item x
    WHERE x.supervision_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM supervision y WHERE y.supervision_id = x.supervision_id)
    UNION ALL
    SELECT 'supervision_item.family_id' AS reference, count(*) AS n FROM supervision_item x
    WHERE x.family_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'supervision_item.episode_id' AS reference, count(*) AS n FROM supervision_item x
    WHERE x.episode_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM episode y WHERE y.episode_id = x.episode_id)
    UNION ALL
    SELECT 'supervision_item.decided_by' AS reference, count(*) AS n FROM supervision_item x
    WHERE x.decided_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.decided_by)
    UNION ALL
    SELECT 'user_competence.user_id' AS reference, count(*) AS n FROM user_competence x
    WHERE x.user_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.user_id)
    UNION ALL
    SELECT 'user_hours.user_id' AS reference, count(*) AS n FROM user_hours x
    WHERE x.user_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.user_id)
    UNION ALL
    SELECT 'supervision_item: episode of another family', count(*) FROM supervision_item x
    JOIN episode e ON e.episode_id = x.episode_id WHERE e.family_id <> x.family_id
    UNION ALL
    SELECT 'supervision: several open in one team', count(*) FROM (
        SELECT 1 FROM supervision y WHERE y.closed_at IS NULL GROUP BY y.team_id HAVING count(*) > 1
    ) several
    UNION ALL
    SELECT 'audit.user_id' AS reference, count(*) AS n FROM audit x
    WHERE x.user_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.user_id)
    UNION ALL
    SELECT 'visit: family of another episode', count(*) FROM visit x
    JOIN episode y ON y.episode_id = x.episode_id WHERE y.family_id <> x.family_id
    UNION ALL
    SELECT 'status_report: family of another episode', count(*) FROM status_report x
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
    SELECT 'offer: episode or response of another family', count(*) FROM offer x
    WHERE EXISTS (SELECT 1 FROM episode e WHERE e.episode_id = x.episode_id AND e.family_id <> x.family_id)
       OR EXISTS (SELECT 1 FROM response r WHERE r.response_id = x.response_id AND r.episode_id <> x.episode_id)
    UNION ALL
    SELECT 'offer: several running in one family', count(*) FROM (
        SELECT 1 FROM offer y WHERE y.ended_on IS NULL GROUP BY y.family_id HAVING count(*) > 1
    ) several
    UNION ALL
    SELECT 'child_situation: member of another family', count(*) FROM child_situation x
    JOIN offer o ON o.offer_id = x.offer_id
    JOIN member m ON m.member_id = x.member_id WHERE m.family_id <> o.family_id
    UNION ALL
    SELECT 'offer_hours: gaps in revisions', count(*) FROM (
        SELECT 1 FROM offer_hours h GROUP BY h.submission_id HAVING count(*) <> max(h.revision)
    ) gaps
    UNION ALL
    SELECT 'group_place: episode of another family', count(*) FROM group_place x
    JOIN episode e ON e.episode_id = x.episode_id WHERE e.family_id <> x.family_id
    UNION ALL
    SELECT 'group_visit: visit of another family', count(*) FROM group_visit x
    JOIN visit v ON v.visit_id = x.visit_id WHERE v.family_id <> x.family_id
    UNION ALL
    SELECT 'service_section.service_id', count(*) FROM service_section x
    WHERE NOT EXISTS (SELECT 1 FROM service y WHERE y.service_id = x.service_id)
    UNION ALL
    SELECT 'visit_note.visit_id', count(*) FROM visit_note x
    WHERE NOT EXISTS (SELECT 1 FROM visit y WHERE y.visit_id = x.visit_id)
    UNION ALL
    SELECT 'visit_note.family_id', count(*) FROM visit_note x
    WHERE NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'visit_note.created_by', count(*) FROM visit_note x
    WHERE NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'visit_note: visit of another family', count(*) FROM visit_note x
    JOIN visit v ON v.visit_id = x.visit_id WHERE v.family_id <> x.family_id
    UNION ALL
    SELECT 'visit_note: gaps in revisions', count(*) FROM (
        SELECT 1 FROM visit_note n GROUP BY n.visit_id HAVING count(*) <> max(n.revision)
    ) gaps
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
    SELECT 'response: episode of another family', count(*) FROM response x
    JOIN episode e ON e.episode_id = x.episode_id WHERE e.family_id <> x.family_id
    UNION ALL
    SELECT 'response: several open for one episode', count(*) FROM (
        SELECT 1 FROM response y WHERE y.state <> 'closed' GROUP BY y.episode_id HAVING count(*) > 1
    ) several
    UNION ALL
    SELECT 'response: owner or result that does not fit its state', count(*) FROM response x
    WHERE (x.state IN ('taken', 'waiting') AND x.owner_id IS NULL)
       OR (x.state = 'new' AND x.owner_id IS NOT NULL)
       OR ((x.state = 'closed') <> (x.result IS NOT NULL AND x.closed_on IS NOT NULL))
    UNION ALL
    SELECT 'response_flag: flag of several responses or of another episode', count(*) FROM response_flag x
    WHERE 1 <> (SELECT count(*) FROM response_flag y WHERE y.flag_id = x.flag_id)
       OR EXISTS (SELECT 1 FROM flag g JOIN response r ON r.response_id = x.response_id
                  WHERE g.flag_id = x.flag_id AND g.episode_id <> r.episode_id)
    UNION ALL
    SELECT 'response_step: gaps in steps', count(*) FROM response x
    WHERE x.revision <> (SELECT count(*) FROM response_step y WHERE y.response_id = x.response_id)
    UNION ALL
    SELECT 'rating: gaps in revisions', count(*) FROM (
        SELECT 1 FROM rating r
        GROUP BY r.visit_id, r.member_id, r.rater_kind, r.rater_member_id, r.instrument_id, r.goal_id
        HAVING count(*) <> max(r.revision)
    ) gaps
    UNION ALL
    SELECT 'meeting.family_id' AS reference, count(*) AS n FROM meeting x
    WHERE x.family_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'meeting.episode_id' AS reference, count(*) AS n FROM meeting x
    WHERE x.episode_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM episode y WHERE y.episode_id = x.episode_id)
    UNION ALL
    SELECT 'meeting.created_by' AS reference, count(*) AS n FROM meeting x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'meeting.changed_by' AS reference, count(*) AS n FROM meeting x
    WHERE x.changed_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.changed_by)
    UNION ALL
    SELECT 'followup_rhythm.family_id' AS reference, count(*) AS n FROM followup_rhythm x
    WHERE x.family_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'followup_rhythm.episode_id' AS reference, count(*) AS n FROM followup_rhythm x
    WHERE x.episode_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM episode y WHERE y.episode_id = x.episode_id)
    UNION ALL
    SELECT 'followup_rhythm.created_by' AS reference, count(*) AS n FROM followup_rhythm x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'meeting: episode of another family', count(*) FROM meeting x
    JOIN episode y ON y.episode_id = x.episode_id WHERE y.family_id <> x.family_id
    UNION ALL
    SELECT 'followup_rhythm: episode of another family', count(*) FROM followup_rhythm x
    JOIN episode y ON y.episode_id = x.episode_id WHERE y.family_id <> x.family_id
    UNION ALL
    SELECT 'meeting: both held and dropped', count(*) FROM meeting x
    WHERE x.held_on IS NOT NULL AND x.dropped_at IS NOT NULL
    UNION ALL
    SELECT 'meeting: open in a course that has ended', count(*) FROM meeting x
    JOIN episode y ON y.episode_id = x.episode_id
    WHERE y.ended_on IS NOT NULL AND x.held_on IS NULL AND x.dropped_at IS NULL
    UNION ALL
    SELECT 'user_session.locked_enrolment_id' AS reference, count(*) AS n FROM user_session x
    WHERE x.locked_enrolment_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM enrolment y WHERE y.enrolment_id = x.locked_enrolment_id)
    UNION ALL
    SELECT 'programme.created_by' AS reference, count(*) AS n FROM programme x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'programme.changed_by' AS reference, count(*) AS n FROM programme x
    WHERE x.changed_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.changed_by)
    UNION ALL
    SELECT 'programme_service.programme_id' AS reference, count(*) AS n FROM programme_service x
    WHERE x.programme_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM programme y WHERE y.programme_id = x.programme_id)
    UNION ALL
    SELECT 'programme_service.service_id' AS reference, count(*) AS n FROM programme_service x
    WHERE x.service_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM service y WHERE y.service_id = x.service_id)
    UNION ALL
    SELECT 'enrolment.programme_id' AS reference, count(*) AS n FROM enrolment x
    WHERE x.programme_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM programme y WHERE y.programme_id = x.programme_id)
    UNION ALL
    SELECT 'enrolment.family_id' AS reference, count(*) AS n FROM enrolment x
    WHERE x.family_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'enrolment.episode_id' AS reference, count(*) AS n FROM enrolment x
    WHERE x.episode_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM episode y WHERE y.episode_id = x.episode_id)
    UNION ALL
    SELECT 'enrolment.member_id' AS reference, count(*) AS n FROM enrolment x
    WHERE x.member_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM member y WHERE y.member_id = x.member_id)
    UNION ALL
    SELECT 'enrolment.created_by' AS reference, count(*) AS n FROM enrolment x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'answer.enrolment_id' AS reference, count(*) AS n FROM answer x
    WHERE x.enrolment_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM enrolment y WHERE y.enrolment_id = x.enrolment_id)
    UNION ALL
    SELECT 'answer.family_id' AS reference, count(*) AS n FROM answer x
    WHERE x.family_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'answer.rater_member_id' AS reference, count(*) AS n FROM answer x
    WHERE x.rater_member_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM member y WHERE y.member_id = x.rater_member_id)
    UNION ALL
    SELECT 'answer.entered_by' AS reference, count(*) AS n FROM answer x
    WHERE x.entered_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.entered_by)
    UNION ALL
    SELECT 'answer_reminder.enrolment_id' AS reference, count(*) AS n FROM answer_reminder x
    WHERE x.enrolment_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM enrolment y WHERE y.enrolment_id = x.enrolment_id)
    UNION ALL
    SELECT 'answer_reminder.family_id' AS reference, count(*) AS n FROM answer_reminder x
    WHERE x.family_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM family y WHERE y.family_id = x.family_id)
    UNION ALL
    SELECT 'answer_reminder.created_by' AS reference, count(*) AS n FROM answer_reminder x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'review_series.programme_id' AS reference, count(*) AS n FROM review_series x
    WHERE x.programme_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM programme y WHERE y.programme_id = x.programme_id)
    UNION ALL
    SELECT 'review_series.created_by' AS reference, count(*) AS n FROM review_series x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'review.review_series_id' AS reference, count(*) AS n FROM review x
    WHERE x.review_series_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM review_series y WHERE y.review_series_id = x.review_series_id)
    UNION ALL
    SELECT 'review.computed_by' AS reference, count(*) AS n FROM review x
    WHERE x.computed_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.computed_by)
    UNION ALL
    SELECT 'review.released_by' AS reference, count(*) AS n FROM review x
    WHERE x.released_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.released_by)
    UNION ALL
    SELECT 'review_note.review_id' AS reference, count(*) AS n FROM review_note x
    WHERE x.review_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM review y WHERE y.review_id = x.review_id)
    UNION ALL
    SELECT 'review_note.created_by' AS reference, count(*) AS n FROM review_note x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'review_decision.review_series_id' AS reference, count(*) AS n FROM review_decision x
    WHERE x.review_series_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM review_series y WHERE y.review_series_id = x.review_series_id)
    UNION ALL
    SELECT 'review_decision.review_id' AS reference, count(*) AS n FROM review_decision x
    WHERE x.review_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM review y WHERE y.review_id = x.review_id)
    UNION ALL
    SELECT 'review_decision.created_by' AS reference, count(*) AS n FROM review_decision x
    WHERE x.created_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.created_by)
    UNION ALL
    SELECT 'review_decision.changed_by' AS reference, count(*) AS n FROM review_decision x
    WHERE x.changed_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.changed_by)
    UNION ALL
    SELECT 'effect_snapshot.programme_id' AS reference, count(*) AS n FROM effect_snapshot x
    WHERE x.programme_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM programme y WHERE y.programme_id = x.programme_id)
    UNION ALL
    SELECT 'effect_snapshot.computed_by' AS reference, count(*) AS n FROM effect_snapshot x
    WHERE x.computed_by IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM app_user y WHERE y.user_id = x.computed_by)
    UNION ALL
    SELECT 'enrolment: episode of another family', count(*) FROM enrolment x
    JOIN episode y ON y.episode_id = x.episode_id WHERE y.family_id <> x.family_id
    UNION ALL
    SELECT 'enrolment: member of another family', count(*) FROM enrolment x
    JOIN member y ON y.member_id = x.member_id WHERE y.family_id <> x.family_id
    UNION ALL
    SELECT 'answer: enrolment of another family', count(*) FROM answer x
    JOIN enrolment y ON y.enrolment_id = x.enrolment_id WHERE y.family_id <> x.family_id
    UNION ALL
    SELECT 'answer_reminder: enrolment of another family', count(*) FROM answer_reminder x
    JOIN enrolment y ON y.enrolment_id = x.enrolment_id WHERE y.family_id <> x.family_id
    UNION ALL
    SELECT 'review_series.team_ids' AS reference, count(*) AS n
    FROM (SELECT unnest(team_ids) AS one FROM review_series) x
    WHERE NOT EXISTS (SELECT 1 FROM team y WHERE y.team_id = x.one)
    UNION ALL
    SELECT 'review_series.service_ids' AS reference, count(*) AS n
    FROM (SELECT unnest(service_ids) AS one FROM review_series) x
    WHERE NOT EXISTS (SELECT 1 FROM service y WHERE y.service_id = x.one)
) found
WHERE n > 0
ORDER BY reference
