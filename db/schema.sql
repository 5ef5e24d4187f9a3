-- Generated from db/migrations by `python -m fit_tracker schema`; do not edit.

CREATE TABLE app_user(user_id UUID PRIMARY KEY, username VARCHAR NOT NULL UNIQUE, display_name VARCHAR NOT NULL, "role" VARCHAR NOT NULL, "language" VARCHAR NOT NULL, password_hash VARCHAR NOT NULL, pin_hash VARCHAR, active BOOLEAN NOT NULL, must_change_password BOOLEAN NOT NULL, failed_attempts INTEGER NOT NULL, locked_until TIMESTAMP, created_at TIMESTAMP NOT NULL, CHECK(("role" IN ('practitioner', 'leader', 'emergency', 'steering', 'administrator'))));

CREATE TABLE audit(audit_id UUID PRIMARY KEY, happened_at TIMESTAMP NOT NULL, user_id UUID, what VARCHAR NOT NULL, family_ids UUID[] NOT NULL, detail VARCHAR NOT NULL);

CREATE TABLE episode(episode_id UUID PRIMARY KEY, family_id UUID NOT NULL, started_on DATE NOT NULL, planned_visits INTEGER, ended_on DATE, end_reason VARCHAR, end_planned BOOLEAN, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL);

CREATE TABLE episode_event(event_id UUID PRIMARY KEY, episode_id UUID NOT NULL, kind VARCHAR NOT NULL, happened_on DATE NOT NULL, body VARCHAR NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL);

CREATE TABLE episode_service(episode_service_id UUID PRIMARY KEY, episode_id UUID NOT NULL, service_id UUID NOT NULL, since DATE NOT NULL, "until" DATE);

CREATE TABLE episode_status(episode_id UUID PRIMARY KEY, family_id UUID NOT NULL, status VARCHAR NOT NULL, needs_attention BOOLEAN NOT NULL, severity INTEGER NOT NULL, reasons VARCHAR NOT NULL, visits_attended INTEGER NOT NULL, visits_with_outcome INTEGER NOT NULL, visits_with_alliance INTEGER NOT NULL, last_visit_on DATE, last_rating_on DATE, sparks VARCHAR NOT NULL, rule_version VARCHAR NOT NULL, assessed_at TIMESTAMP NOT NULL);

CREATE TABLE "family"(family_id UUID PRIMARY KEY, case_number VARCHAR NOT NULL UNIQUE, team_id UUID NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL);

CREATE TABLE family_practitioner(family_practitioner_id UUID PRIMARY KEY, family_id UUID NOT NULL, user_id UUID NOT NULL, since TIMESTAMP NOT NULL, "until" TIMESTAMP);

CREATE TABLE flag(flag_id UUID PRIMARY KEY, episode_id UUID NOT NULL, member_id UUID NOT NULL, rater_kind VARCHAR NOT NULL, rater_member_id UUID NOT NULL, code VARCHAR NOT NULL, numbers VARCHAR NOT NULL, rule_version VARCHAR NOT NULL, visit_id UUID, raised_at TIMESTAMP NOT NULL, cleared_at TIMESTAMP, model_version VARCHAR);

CREATE TABLE goal(goal_id UUID PRIMARY KEY, episode_id UUID NOT NULL, member_id UUID NOT NULL, body VARCHAR NOT NULL, agreed_on DATE NOT NULL, closed_on DATE, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL);

CREATE TABLE import_batch(import_id UUID PRIMARY KEY, file_hash VARCHAR NOT NULL, imported_at TIMESTAMP NOT NULL, imported_by UUID NOT NULL, rows_read INTEGER NOT NULL, rows_written INTEGER NOT NULL, rows_known INTEGER NOT NULL, rows_rejected INTEGER NOT NULL);

CREATE TABLE member(member_id UUID PRIMARY KEY, family_id UUID NOT NULL, "role" VARCHAR NOT NULL, birth_year INTEGER NOT NULL, "label" VARCHAR NOT NULL, "position" INTEGER NOT NULL, created_at TIMESTAMP NOT NULL);

CREATE TABLE progression_model(model_id UUID PRIMARY KEY, "version" VARCHAR NOT NULL, scale_key VARCHAR NOT NULL, state VARCHAR NOT NULL, trained_at TIMESTAMP NOT NULL, trained_by UUID NOT NULL, n_courses INTEGER NOT NULL, n_series INTEGER NOT NULL, n_ratings INTEGER NOT NULL, first_on DATE NOT NULL, last_on DATE NOT NULL, data_hash VARCHAR NOT NULL, budget DOUBLE NOT NULL, metrics VARCHAR NOT NULL, body VARCHAR NOT NULL, adopted_at TIMESTAMP, adopted_by UUID, retired_at TIMESTAMP, CHECK((state IN ('candidate', 'adopted', 'retired'))));

CREATE TABLE rating(rating_id UUID PRIMARY KEY, submission_id UUID NOT NULL, visit_id UUID NOT NULL, family_id UUID NOT NULL, episode_id UUID NOT NULL, member_id UUID NOT NULL, rater_kind VARCHAR NOT NULL, rater_member_id UUID NOT NULL, instrument_id VARCHAR NOT NULL, instrument_version VARCHAR NOT NULL, measure VARCHAR NOT NULL, goal_id UUID NOT NULL, total DECIMAL(7,1), items VARCHAR NOT NULL, "source" VARCHAR NOT NULL, revision INTEGER NOT NULL, reason VARCHAR NOT NULL, entered_at TIMESTAMP NOT NULL, entered_by UUID NOT NULL, CHECK((rater_kind IN ('self', 'caretaker', 'school', 'practitioner'))), UNIQUE(visit_id, member_id, rater_kind, rater_member_id, instrument_id, goal_id, revision));

CREATE TABLE schema_migration("version" INTEGER PRIMARY KEY, "name" VARCHAR NOT NULL, checksum VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL);

CREATE TABLE service(service_id UUID PRIMARY KEY, code VARCHAR NOT NULL, "name" VARCHAR NOT NULL, legal_basis VARCHAR NOT NULL, planned_visits INTEGER, active BOOLEAN NOT NULL, created_at TIMESTAMP NOT NULL);

CREATE TABLE site_setting("name" VARCHAR PRIMARY KEY, "value" VARCHAR NOT NULL);

CREATE TABLE team(team_id UUID PRIMARY KEY, "name" VARCHAR NOT NULL, created_at TIMESTAMP NOT NULL);

CREATE TABLE user_session(session_id UUID PRIMARY KEY, token_hash VARCHAR NOT NULL, user_id UUID NOT NULL, started_at TIMESTAMP NOT NULL, last_seen_at TIMESTAMP NOT NULL, locked_visit_id UUID, ended_at TIMESTAMP);

CREATE TABLE user_team(user_team_id UUID PRIMARY KEY, user_id UUID NOT NULL, team_id UUID NOT NULL, since TIMESTAMP NOT NULL, "until" TIMESTAMP);

CREATE TABLE visit(visit_id UUID PRIMARY KEY, submission_id UUID NOT NULL UNIQUE, episode_id UUID NOT NULL, family_id UUID NOT NULL, visit_date DATE NOT NULL, date_known BOOLEAN NOT NULL, status VARCHAR NOT NULL, place VARCHAR, "minutes" INTEGER, is_open BOOLEAN NOT NULL, created_at TIMESTAMP NOT NULL, created_by UUID NOT NULL, CHECK((status IN ('attended', 'cancelled', 'no_show'))));

CREATE TABLE visit_participant(visit_id UUID, member_id UUID, PRIMARY KEY(visit_id, member_id));

CREATE VIEW family_access AS (SELECT fp.user_id, fp.family_id FROM family_practitioner AS fp INNER JOIN app_user AS u ON ((u.user_id = fp.user_id)) WHERE ((fp."until" IS NULL) AND u.active AND (u."role" IN ('practitioner', 'leader')))) UNION (SELECT ut.user_id, f.family_id FROM user_team AS ut INNER JOIN app_user AS u ON ((u.user_id = ut.user_id)) INNER JOIN "family" AS f ON ((f.team_id = ut.team_id)) WHERE ((ut."until" IS NULL) AND u.active AND (u."role" = 'leader')));
