-- The steering group's reviews, and programmes asked about before, after and at follow-up.

-- A role more: the project leader, who prepares the reviews and sees no family. A CHECK cannot be
-- widened in place, so the table is written anew from a copy; the views that read it follow.
DROP VIEW family_access;

DROP VIEW group_access;

CREATE TABLE app_user_kept AS SELECT * FROM app_user;

DROP TABLE app_user;

CREATE TABLE app_user (
    user_id UUID PRIMARY KEY,
    username VARCHAR NOT NULL UNIQUE,
    display_name VARCHAR NOT NULL,
    role VARCHAR NOT NULL CHECK (
        role IN ('practitioner', 'leader', 'emergency', 'steering', 'project', 'administrator')
    ),
    language VARCHAR NOT NULL,
    password_hash VARCHAR NOT NULL,
    pin_hash VARCHAR,
    active BOOLEAN NOT NULL,
    must_change_password BOOLEAN NOT NULL,
    failed_attempts INTEGER NOT NULL,
    locked_until TIMESTAMP,
    created_at TIMESTAMP NOT NULL
);

INSERT INTO app_user SELECT
    user_id, username, display_name, role, language, password_hash, pin_hash, active,
    must_change_password, failed_attempts, locked_until, created_at
FROM app_user_kept;

DROP TABLE app_user_kept;

CREATE VIEW family_access AS
SELECT fp.user_id, fp.family_id
FROM family_practitioner fp
JOIN app_user u ON u.user_id = fp.user_id
WHERE fp.until IS NULL AND u.active AND u.role IN ('practitioner', 'leader')
UNION
SELECT ut.user_id, f.family_id
FROM user_team ut
JOIN app_user u ON u.user_id = ut.user_id
JOIN family f ON f.team_id = ut.team_id
WHERE ut.until IS NULL AND u.active AND u.role = 'leader'
UNION
SELECT u.user_id, r.family_id
FROM app_user u
CROSS JOIN response r
WHERE u.active AND u.role = 'emergency' AND r.state <> 'closed'
UNION
SELECT u.user_id, o.family_id
FROM app_user u
CROSS JOIN offer o
WHERE u.active AND u.role = 'emergency' AND o.ended_on IS NULL;

-- Who may run which group: its leaders, and the leader of its team.
CREATE VIEW group_access AS
SELECT gl.user_id, gl.group_id
FROM group_leader gl
JOIN app_user u ON u.user_id = gl.user_id
WHERE gl.until IS NULL AND u.active AND u.role IN ('practitioner', 'leader')
UNION
SELECT ut.user_id, g.group_id
FROM user_team ut
JOIN app_user u ON u.user_id = ut.user_id
JOIN service_group g ON g.team_id = ut.team_id
WHERE ut.until IS NULL AND u.active AND u.role = 'leader';

-- The tablet may also be locked to one person's questionnaire of one moment.
ALTER TABLE user_session ADD COLUMN locked_enrolment_id UUID;

ALTER TABLE user_session ADD COLUMN locked_moment VARCHAR;

-- A programme as data: periods, targets, services, measures, costs, published figures, as the
-- JSON that fit_tracker.domain.programmes reads and writes. revision counts the changes.
CREATE TABLE programme (
    programme_id UUID PRIMARY KEY,
    code VARCHAR NOT NULL UNIQUE,
    name VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    active BOOLEAN NOT NULL,
    revision INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by UUID NOT NULL
);

-- Which services belong to a programme; both are looked up by id, never by name.
CREATE TABLE programme_service (
    programme_service_id UUID PRIMARY KEY,
    programme_id UUID NOT NULL,
    service_id UUID NOT NULL
);

-- One person (mostly a parent) who takes part in a programme within a course. variant names the
-- cost line that counts (a seminar costs less than the standard course); it is empty where the
-- programme has one only. ended_on is NULL while it runs; the end of the course ends it too.
CREATE TABLE enrolment (
    enrolment_id UUID PRIMARY KEY,
    programme_id UUID NOT NULL,
    family_id UUID NOT NULL,
    episode_id UUID NOT NULL,
    member_id UUID NOT NULL,
    variant VARCHAR NOT NULL,
    started_on DATE NOT NULL,
    ended_on DATE,
    completed BOOLEAN,
    withdrawn_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL
);

-- One questionnaire answered once at one moment; append-only as ratings are: the highest revision
-- counts, total is NULL in a revision that withdraws. about the enrolled person, by rater_member_id.
CREATE TABLE answer (
    answer_id UUID PRIMARY KEY,
    submission_id UUID NOT NULL,
    enrolment_id UUID NOT NULL,
    family_id UUID NOT NULL,
    moment VARCHAR NOT NULL CHECK (moment IN ('before', 'after', 'follow_up')),
    measure VARCHAR NOT NULL,
    instrument_id VARCHAR NOT NULL,
    instrument_version VARCHAR NOT NULL,
    rater_kind VARCHAR NOT NULL,
    rater_member_id UUID NOT NULL,
    total DECIMAL(7,2),
    items VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    answered_on DATE NOT NULL,
    revision INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    entered_at TIMESTAMP NOT NULL,
    entered_by UUID NOT NULL,
    UNIQUE (enrolment_id, measure, moment, revision)
);

-- Somebody was asked again for an answer that is due, or said that they would rather not.
CREATE TABLE answer_reminder (
    answer_reminder_id UUID PRIMARY KEY,
    enrolment_id UUID NOT NULL,
    family_id UUID NOT NULL,
    moment VARCHAR NOT NULL,
    reminded_on DATE NOT NULL,
    how VARCHAR NOT NULL CHECK (how IN ('phone', 'letter', 'visit', 'message', 'declined')),
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL
);

-- A row of reviews about the same teams, services or programme: what may be compared over time.
-- Empty lists mean all. cadence is JSON (how many meetings a year, or in all). turn changes with
-- every computation, in all rows: two at once meet there.
CREATE TABLE review_series (
    review_series_id UUID PRIMARY KEY,
    name VARCHAR NOT NULL UNIQUE,
    programme_id UUID,
    team_ids UUID[] NOT NULL,
    service_ids UUID[] NOT NULL,
    cadence VARCHAR NOT NULL,
    active BOOLEAN NOT NULL,
    revision INTEGER NOT NULL,
    turn VARCHAR,
    created_at TIMESTAMP NOT NULL,
    created_by UUID
);

-- One computed and frozen version of one period. figures is the canonical JSON of everything that
-- may be published and never changes; disclosed is what was told of which cells, never shown, for
-- the next review to be checked against. released_at is set when the steering group may read it.
CREATE TABLE review (
    review_id UUID PRIMARY KEY,
    review_series_id UUID NOT NULL,
    period_kind VARCHAR NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    version INTEGER NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN ('draft', 'released', 'discarded')),
    figures VARCHAR NOT NULL,
    figures_hash VARCHAR NOT NULL,
    data_hash VARCHAR NOT NULL,
    disclosed VARCHAR NOT NULL,
    definitions_version VARCHAR NOT NULL,
    model_version VARCHAR NOT NULL,
    computed_at TIMESTAMP NOT NULL,
    computed_by UUID,
    released_at TIMESTAMP,
    released_by UUID,
    UNIQUE (review_series_id, first_day, last_day, version)
);

-- What the project leader writes beside a part of a review; append-only, the highest revision counts.
CREATE TABLE review_note (
    review_note_id UUID PRIMARY KEY,
    review_id UUID NOT NULL,
    block VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL,
    UNIQUE (review_id, block, revision)
);

-- What the steering group decided at a review: who does what by when, and what came of it.
CREATE TABLE review_decision (
    review_decision_id UUID PRIMARY KEY,
    review_series_id UUID NOT NULL,
    review_id UUID NOT NULL,
    place INTEGER NOT NULL,
    body VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    due_on DATE,
    state VARCHAR NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
    outcome VARCHAR NOT NULL,
    closed_on DATE,
    revision INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by UUID NOT NULL
);

-- The table before-after-follow-up of a programme, computed on a day and frozen: it is refreshed
-- only where enough answers have come, so that two of them give nobody away.
CREATE TABLE effect_snapshot (
    effect_snapshot_id UUID PRIMARY KEY,
    programme_id UUID NOT NULL,
    number INTEGER NOT NULL,
    body VARCHAR NOT NULL,
    body_hash VARCHAR NOT NULL,
    disclosed VARCHAR NOT NULL,
    data_hash VARCHAR NOT NULL,
    data_until DATE NOT NULL,
    computed_at TIMESTAMP NOT NULL,
    computed_by UUID,
    UNIQUE (programme_id, number)
);
