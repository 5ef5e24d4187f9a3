-- Generated from db/migrations by `python -m fit_tracker schema`; do not edit.

CREATE TABLE answer(answer_id UUID PRIMARY KEY, submission_id UUID NOT NULL, enrolment_id UUID NOT NULL, family_id UUID NOT NULL, moment VARCHAR NOT NULL, measure VARCHAR NOT NULL, instrument_id VARCHAR NOT NULL, instrument_version VARCHAR NOT NULL, rater_kind VARCHAR NOT NULL, rater_member_id UUID NOT NULL, total DECIMAL(7,2), items VARCHAR NOT NULL, "source" VARCHAR NOT NULL, answered_on DATE NOT NULL, revision INTEGER NOT NULL, reason VARCHAR NOT NULL, entered_at TIMESTAMP NOT NULL, entered_by UUID NOT NULL, CHECK((moment IN ('before', 'after', 'follow_up'))), UNIQUE(enrolment_id, measure, moment, revision));

CREATE TABLE answer_reminder(answer_reminder_id UUID PRIMARY KEY, enrolment_id UUID NOT NULL, family_id UUID NOT NULL, moment VARCHAR NOT NULL, reminded_on DATE NOT NULL, how VARCHAR NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL, CHECK((how IN ('phone', 'letter', 'visit', 'message', 'declined'))));

CREATE TABLE app_user(user_id UUID PRIMARY KEY, username VARCHAR NOT NULL UNIQUE, display_name VARCHAR NOT NULL, "role" VARCHAR NOT NULL, "language" VARCHAR NOT NULL, password_hash VARCHAR NOT NULL, pin_hash VARCHAR, active BOOLEAN NOT NULL, must_change_password BOOLEAN NOT NULL, failed_attempts INTEGER NOT NULL, locked_until TIMESTAMP, created_at TIMESTAMP NOT NULL, CHECK(("role" IN ('practitioner', 'leader', 'emergency', 'steering', 'project', 'administrator'))));

CREATE TABLE audit(audit_id UUID PRIMARY KEY, happened_at TIMESTAMP NOT NULL, user_id UUID, what VARCHAR NOT NULL, family_ids UUID[] NOT NULL, detail VARCHAR NOT NULL);

CREATE TABLE child_situation(child_situation_id UUID PRIMARY KEY, offer_id UUID NOT NULL, member_id UUID NOT NULL, moment VARCHAR NOT NULL, due_on DATE NOT NULL, asked_on DATE NOT NULL, lives VARCHAR NOT NULL, attends VARCHAR NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL, CHECK((moment IN ('start', 'quarter', 'end'))), CHECK((lives IN ('home', 'other_home', 'placed', 'unknown'))), CHECK((attends IN ('yes', 'partly', 'no', 'not_relevant', 'unknown'))));

CREATE TABLE effect_snapshot(effect_snapshot_id UUID PRIMARY KEY, programme_id UUID NOT NULL, number INTEGER NOT NULL, body VARCHAR NOT NULL, body_hash VARCHAR NOT NULL, disclosed VARCHAR NOT NULL, data_hash VARCHAR NOT NULL, data_until DATE NOT NULL, computed_at TIMESTAMP NOT NULL, computed_by UUID, UNIQUE(programme_id, number));

CREATE TABLE enrolment(enrolment_id UUID PRIMARY KEY, programme_id UUID NOT NULL, family_id UUID NOT NULL, episode_id UUID NOT NULL, member_id UUID NOT NULL, variant VARCHAR NOT NULL, started_on DATE NOT NULL, ended_on DATE, completed BOOLEAN, withdrawn_at TIMESTAMP, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL);

CREATE TABLE episode(episode_id UUID PRIMARY KEY, family_id UUID NOT NULL, started_on DATE NOT NULL, planned_visits INTEGER, ended_on DATE, end_reason VARCHAR, end_planned BOOLEAN, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL);

CREATE TABLE episode_event(event_id UUID PRIMARY KEY, episode_id UUID NOT NULL, kind VARCHAR NOT NULL, happened_on DATE NOT NULL, body VARCHAR NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL);

CREATE TABLE episode_intensity(intensity_id UUID PRIMARY KEY, family_id UUID NOT NULL, episode_id UUID NOT NULL, since DATE NOT NULL, weekly_hours DECIMAL(4,1) NOT NULL, reason VARCHAR NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL);

CREATE TABLE episode_service(episode_service_id UUID PRIMARY KEY, episode_id UUID NOT NULL, service_id UUID NOT NULL, since DATE NOT NULL, "until" DATE);

CREATE TABLE episode_status(episode_id UUID PRIMARY KEY, family_id UUID NOT NULL, status VARCHAR NOT NULL, needs_attention BOOLEAN NOT NULL, severity INTEGER NOT NULL, reasons VARCHAR NOT NULL, visits_attended INTEGER NOT NULL, visits_with_outcome INTEGER NOT NULL, visits_with_alliance INTEGER NOT NULL, last_visit_on DATE, last_rating_on DATE, sparks VARCHAR NOT NULL, rule_version VARCHAR NOT NULL, assessed_at TIMESTAMP NOT NULL);

CREATE TABLE "family"(family_id UUID PRIMARY KEY, case_number VARCHAR NOT NULL UNIQUE, team_id UUID NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL);

CREATE TABLE family_practitioner(family_practitioner_id UUID PRIMARY KEY, family_id UUID NOT NULL, user_id UUID NOT NULL, since TIMESTAMP NOT NULL, "until" TIMESTAMP);

CREATE TABLE flag(flag_id UUID PRIMARY KEY, episode_id UUID NOT NULL, member_id UUID NOT NULL, rater_kind VARCHAR NOT NULL, rater_member_id UUID NOT NULL, code VARCHAR NOT NULL, numbers VARCHAR NOT NULL, rule_version VARCHAR NOT NULL, visit_id UUID, raised_at TIMESTAMP NOT NULL, cleared_at TIMESTAMP, model_version VARCHAR);

CREATE TABLE followup_rhythm(rhythm_id UUID PRIMARY KEY, family_id UUID NOT NULL, episode_id UUID NOT NULL, "months" INTEGER NOT NULL, reason VARCHAR NOT NULL, decided_on DATE NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL);

CREATE TABLE goal(goal_id UUID PRIMARY KEY, episode_id UUID NOT NULL, member_id UUID NOT NULL, body VARCHAR NOT NULL, agreed_on DATE NOT NULL, closed_on DATE, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL);

CREATE TABLE group_leader(group_leader_id UUID PRIMARY KEY, group_id UUID NOT NULL, user_id UUID NOT NULL, since TIMESTAMP NOT NULL, "until" TIMESTAMP);

CREATE TABLE group_place(group_place_id UUID PRIMARY KEY, group_id UUID NOT NULL, family_id UUID NOT NULL, episode_id UUID NOT NULL, since DATE NOT NULL, "until" DATE);

CREATE TABLE group_session(group_session_id UUID PRIMARY KEY, submission_id UUID NOT NULL UNIQUE, group_id UUID NOT NULL, held_on DATE NOT NULL, "minutes" INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL);

CREATE TABLE group_visit(group_visit_id UUID PRIMARY KEY, group_session_id UUID NOT NULL, visit_id UUID NOT NULL, family_id UUID NOT NULL);

CREATE TABLE import_batch(import_id UUID PRIMARY KEY, file_hash VARCHAR NOT NULL, imported_at TIMESTAMP NOT NULL, imported_by UUID NOT NULL, rows_read INTEGER NOT NULL, rows_written INTEGER NOT NULL, rows_known INTEGER NOT NULL, rows_rejected INTEGER NOT NULL);

CREATE TABLE meeting(meeting_id UUID PRIMARY KEY, family_id UUID NOT NULL, episode_id UUID NOT NULL, kind VARCHAR NOT NULL, "sequence" INTEGER NOT NULL, due_on DATE NOT NULL, "rule" VARCHAR NOT NULL, planned_on DATE, planned_at VARCHAR NOT NULL, held_on DATE, dropped_at TIMESTAMP, dropped_why VARCHAR NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL, changed_at TIMESTAMP NOT NULL, changed_by UUID NOT NULL, revision INTEGER NOT NULL, CHECK((kind IN ('start_up', 'network', 'follow_up', 'status'))));

CREATE TABLE member(member_id UUID PRIMARY KEY, family_id UUID NOT NULL, "role" VARCHAR NOT NULL, birth_year INTEGER NOT NULL, "label" VARCHAR NOT NULL, "position" INTEGER NOT NULL, created_at TIMESTAMP NOT NULL);

CREATE TABLE offer(offer_id UUID PRIMARY KEY, family_id UUID NOT NULL, episode_id UUID NOT NULL, response_id UUID, started_on DATE NOT NULL, ended_on DATE, safety_plan VARCHAR NOT NULL, safety_plan_on DATE NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL, changed_at TIMESTAMP NOT NULL, changed_by UUID NOT NULL, revision INTEGER NOT NULL, CHECK((safety_plan IN ('present', 'missing', 'not_needed'))));

CREATE TABLE offer_hours(offer_hours_id UUID PRIMARY KEY, submission_id UUID NOT NULL, offer_id UUID NOT NULL, worked_on DATE NOT NULL, "minutes" INTEGER NOT NULL, profession VARCHAR NOT NULL, part_of_day VARCHAR NOT NULL, revision INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL, CHECK((part_of_day IN ('day', 'evening', 'weekend'))), UNIQUE(submission_id, revision));

CREATE TABLE offer_plan(offer_plan_id UUID PRIMARY KEY, offer_id UUID NOT NULL, since DATE NOT NULL, stage VARCHAR NOT NULL, weekly_hours DECIMAL(4,1) NOT NULL, reason VARCHAR NOT NULL, withdrawn_at TIMESTAMP, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL, CHECK((stage IN ('intensive', 'step_down', 'ordinary'))));

CREATE TABLE offer_team(offer_team_id UUID PRIMARY KEY, offer_id UUID NOT NULL, user_id UUID, "name" VARCHAR NOT NULL, profession VARCHAR NOT NULL, since DATE NOT NULL, "until" DATE);

CREATE TABLE programme(programme_id UUID PRIMARY KEY, code VARCHAR NOT NULL UNIQUE, "name" VARCHAR NOT NULL, body VARCHAR NOT NULL, active BOOLEAN NOT NULL, revision INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL, changed_at TIMESTAMP NOT NULL, changed_by UUID NOT NULL);

CREATE TABLE programme_service(programme_service_id UUID PRIMARY KEY, programme_id UUID NOT NULL, service_id UUID NOT NULL);

CREATE TABLE progression_model(model_id UUID PRIMARY KEY, "version" VARCHAR NOT NULL, scale_key VARCHAR NOT NULL, state VARCHAR NOT NULL, trained_at TIMESTAMP NOT NULL, trained_by UUID NOT NULL, n_courses INTEGER NOT NULL, n_series INTEGER NOT NULL, n_ratings INTEGER NOT NULL, first_on DATE NOT NULL, last_on DATE NOT NULL, data_hash VARCHAR NOT NULL, budget DOUBLE NOT NULL, metrics VARCHAR NOT NULL, body VARCHAR NOT NULL, adopted_at TIMESTAMP, adopted_by UUID, retired_at TIMESTAMP, CHECK((state IN ('candidate', 'adopted', 'retired'))));

CREATE TABLE rating(rating_id UUID PRIMARY KEY, submission_id UUID NOT NULL, visit_id UUID NOT NULL, family_id UUID NOT NULL, episode_id UUID NOT NULL, member_id UUID NOT NULL, rater_kind VARCHAR NOT NULL, rater_member_id UUID NOT NULL, instrument_id VARCHAR NOT NULL, instrument_version VARCHAR NOT NULL, measure VARCHAR NOT NULL, goal_id UUID NOT NULL, total DECIMAL(7,1), items VARCHAR NOT NULL, "source" VARCHAR NOT NULL, revision INTEGER NOT NULL, reason VARCHAR NOT NULL, entered_at TIMESTAMP NOT NULL, entered_by UUID NOT NULL, CHECK((rater_kind IN ('self', 'caretaker', 'school', 'practitioner'))), UNIQUE(visit_id, member_id, rater_kind, rater_member_id, instrument_id, goal_id, revision));

CREATE TABLE response(response_id UUID PRIMARY KEY, family_id UUID NOT NULL, episode_id UUID NOT NULL, origin VARCHAR NOT NULL, severity VARCHAR NOT NULL, state VARCHAR NOT NULL, raised_at TIMESTAMP NOT NULL, raised_on DATE NOT NULL, raised_by UUID, why VARCHAR NOT NULL, agreed_with VARCHAR NOT NULL, owner_id UUID, taken_at TIMESTAMP, contacted_on DATE, decided_on DATE, due_on DATE NOT NULL, closed_at TIMESTAMP, closed_on DATE, closed_by UUID, result VARCHAR, result_reason VARCHAR NOT NULL, revision INTEGER NOT NULL, CHECK((origin IN ('flag', 'acute'))), CHECK((severity IN ('acute', 'high', 'ordinary'))), CHECK((state IN ('new', 'taken', 'waiting', 'closed'))));

CREATE TABLE response_flag(response_flag_id UUID PRIMARY KEY, response_id UUID NOT NULL, flag_id UUID NOT NULL);

CREATE TABLE response_step(step_id UUID PRIMARY KEY, response_id UUID NOT NULL, step_no INTEGER NOT NULL, kind VARCHAR NOT NULL, happened_at TIMESTAMP NOT NULL, by_user UUID, from_state VARCHAR NOT NULL, to_state VARCHAR NOT NULL, codes VARCHAR NOT NULL, body VARCHAR NOT NULL, on_day DATE, owner_id UUID, UNIQUE(response_id, step_no));

CREATE TABLE review(review_id UUID PRIMARY KEY, review_series_id UUID NOT NULL, period_kind VARCHAR NOT NULL, first_day DATE NOT NULL, last_day DATE NOT NULL, "version" INTEGER NOT NULL, state VARCHAR NOT NULL, figures VARCHAR NOT NULL, figures_hash VARCHAR NOT NULL, data_hash VARCHAR NOT NULL, disclosed VARCHAR NOT NULL, definitions_version VARCHAR NOT NULL, model_version VARCHAR NOT NULL, computed_at TIMESTAMP NOT NULL, computed_by UUID, released_at TIMESTAMP, released_by UUID, CHECK((state IN ('draft', 'released', 'discarded'))), UNIQUE(review_series_id, first_day, last_day, "version"));

CREATE TABLE review_decision(review_decision_id UUID PRIMARY KEY, review_series_id UUID NOT NULL, review_id UUID NOT NULL, place INTEGER NOT NULL, body VARCHAR NOT NULL, "owner" VARCHAR NOT NULL, due_on DATE, state VARCHAR NOT NULL, outcome VARCHAR NOT NULL, closed_on DATE, revision INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL, changed_at TIMESTAMP NOT NULL, changed_by UUID NOT NULL, CHECK((state IN ('open', 'done', 'dropped'))));

CREATE TABLE review_note(review_note_id UUID PRIMARY KEY, review_id UUID NOT NULL, block VARCHAR NOT NULL, body VARCHAR NOT NULL, revision INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL, UNIQUE(review_id, block, revision));

CREATE TABLE review_series(review_series_id UUID PRIMARY KEY, "name" VARCHAR NOT NULL UNIQUE, programme_id UUID, team_ids UUID[] NOT NULL, service_ids UUID[] NOT NULL, cadence VARCHAR NOT NULL, active BOOLEAN NOT NULL, revision INTEGER NOT NULL, turn VARCHAR, created_at TIMESTAMP NOT NULL, created_by UUID);

CREATE TABLE schema_migration("version" INTEGER PRIMARY KEY, "name" VARCHAR NOT NULL, checksum VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL);

CREATE TABLE service(service_id UUID PRIMARY KEY, code VARCHAR NOT NULL, "name" VARCHAR NOT NULL, legal_basis VARCHAR NOT NULL, planned_visits INTEGER, active BOOLEAN NOT NULL, created_at TIMESTAMP NOT NULL, frame VARCHAR);

CREATE TABLE service_group(group_id UUID PRIMARY KEY, team_id UUID NOT NULL, service_id UUID NOT NULL, "name" VARCHAR NOT NULL, started_on DATE NOT NULL, ended_on DATE, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL);

CREATE TABLE service_section(service_section_id UUID PRIMARY KEY, service_id UUID NOT NULL, section VARCHAR NOT NULL, valid_from DATE, valid_until DATE);

CREATE TABLE site_setting("name" VARCHAR PRIMARY KEY, "value" VARCHAR NOT NULL);

CREATE TABLE status_report(report_id UUID PRIMARY KEY, family_id UUID NOT NULL, episode_id UUID NOT NULL, meeting_id UUID, "version" INTEGER NOT NULL, state VARCHAR NOT NULL, texts VARCHAR NOT NULL, "content" VARCHAR NOT NULL, content_hash VARCHAR NOT NULL, read_on DATE, read_by VARCHAR NOT NULL, remarks VARCHAR NOT NULL, locked_at TIMESTAMP, locked_by UUID, revision INTEGER NOT NULL, changed_at TIMESTAMP NOT NULL, changed_by UUID NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL, CHECK((state IN ('draft', 'read', 'locked', 'withdrawn'))), UNIQUE(episode_id, "version"));

CREATE TABLE supervision(supervision_id UUID PRIMARY KEY, team_id UUID NOT NULL, meets_on DATE NOT NULL, closed_at TIMESTAMP, changed_at TIMESTAMP NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL);

CREATE TABLE supervision_item(item_id UUID PRIMARY KEY, supervision_id UUID NOT NULL, family_id UUID NOT NULL, episode_id UUID NOT NULL, place INTEGER NOT NULL, reasons VARCHAR NOT NULL, decision VARCHAR NOT NULL, decided_at TIMESTAMP, decided_by UUID, removed_at TIMESTAMP);

CREATE TABLE team(team_id UUID PRIMARY KEY, "name" VARCHAR NOT NULL, created_at TIMESTAMP NOT NULL);

CREATE TABLE user_competence(user_competence_id UUID PRIMARY KEY, user_id UUID NOT NULL, tag VARCHAR NOT NULL, since TIMESTAMP NOT NULL, "until" TIMESTAMP);

CREATE TABLE user_hours(user_hours_id UUID PRIMARY KEY, user_id UUID NOT NULL, weekly_hours DECIMAL(4,1) NOT NULL, since TIMESTAMP NOT NULL, "until" TIMESTAMP);

CREATE TABLE user_session(session_id UUID PRIMARY KEY, token_hash VARCHAR NOT NULL, user_id UUID NOT NULL, started_at TIMESTAMP NOT NULL, last_seen_at TIMESTAMP NOT NULL, locked_visit_id UUID, ended_at TIMESTAMP, locked_enrolment_id UUID, locked_moment VARCHAR);

CREATE TABLE user_team(user_team_id UUID PRIMARY KEY, user_id UUID NOT NULL, team_id UUID NOT NULL, since TIMESTAMP NOT NULL, "until" TIMESTAMP);

CREATE TABLE visit(visit_id UUID PRIMARY KEY, submission_id UUID NOT NULL UNIQUE, episode_id UUID NOT NULL, family_id UUID NOT NULL, visit_date DATE NOT NULL, date_known BOOLEAN NOT NULL, status VARCHAR NOT NULL, place VARCHAR, "minutes" INTEGER, is_open BOOLEAN NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL, CHECK((status IN ('attended', 'cancelled', 'no_show'))));

CREATE TABLE visit_note(visit_note_id UUID PRIMARY KEY, visit_id UUID NOT NULL, family_id UUID NOT NULL, revision INTEGER NOT NULL, body VARCHAR NOT NULL, reason VARCHAR NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL, UNIQUE(visit_id, revision));

CREATE TABLE visit_participant(visit_id UUID, member_id UUID, PRIMARY KEY(visit_id, member_id));

CREATE VIEW family_access AS (SELECT fp.user_id, fp.family_id FROM family_practitioner AS fp INNER JOIN app_user AS u ON ((u.user_id = fp.user_id)) WHERE ((fp."until" IS NULL) AND u.active AND (u."role" IN ('practitioner', 'leader')))) UNION (SELECT ut.user_id, f.family_id FROM user_team AS ut INNER JOIN app_user AS u ON ((u.user_id = ut.user_id)) INNER JOIN "family" AS f ON ((f.team_id = ut.team_id)) WHERE ((ut."until" IS NULL) AND u.active AND (u."role" = 'leader')))UNION (SELECT u.user_id, r.family_id FROM app_user AS u CROSS JOIN response AS r WHERE (u.active AND (u."role" = 'emergency') AND (r.state != 'closed')))UNION (SELECT u.user_id, o.family_id FROM app_user AS u CROSS JOIN offer AS o WHERE (u.active AND (u."role" = 'emergency') AND (o.ended_on IS NULL)));

CREATE VIEW group_access AS (SELECT gl.user_id, gl.group_id FROM group_leader AS gl INNER JOIN app_user AS u ON ((u.user_id = gl.user_id)) WHERE ((gl."until" IS NULL) AND u.active AND (u."role" IN ('practitioner', 'leader')))) UNION (SELECT ut.user_id, g.group_id FROM user_team AS ut INNER JOIN app_user AS u ON ((u.user_id = ut.user_id)) INNER JOIN service_group AS g ON ((g.team_id = ut.team_id)) WHERE ((ut."until" IS NULL) AND u.active AND (u."role" = 'leader')));
