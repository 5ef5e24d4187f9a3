-- The first house: staff, families, episodes, visits, ratings, and the trail of who did what.
-- No foreign keys (erasure must delete parent and child in one transaction, and they block
-- ALTER): db/queries/maintenance/dangling_references.sql holds every reference instead.
-- No secondary indexes: tables are small and indexes block later changes.
-- Times are UTC and come from the application's clock.

CREATE TABLE site_setting (
    name VARCHAR PRIMARY KEY,
    value VARCHAR NOT NULL
);

CREATE TABLE team (
    team_id UUID PRIMARY KEY,
    name VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE app_user (
    user_id UUID PRIMARY KEY,
    username VARCHAR NOT NULL UNIQUE,
    display_name VARCHAR NOT NULL,
    role VARCHAR NOT NULL CHECK (role IN ('practitioner', 'leader', 'emergency', 'steering', 'administrator')),
    language VARCHAR NOT NULL,
    password_hash VARCHAR NOT NULL,
    pin_hash VARCHAR,
    active BOOLEAN NOT NULL,
    must_change_password BOOLEAN NOT NULL,
    failed_attempts INTEGER NOT NULL,
    locked_until TIMESTAMP,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE user_team (
    user_team_id UUID PRIMARY KEY,
    user_id UUID NOT NULL,
    team_id UUID NOT NULL,
    since TIMESTAMP NOT NULL,
    until TIMESTAMP
);

CREATE TABLE user_session (
    session_id UUID PRIMARY KEY,
    token_hash VARCHAR NOT NULL,
    user_id UUID NOT NULL,
    started_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    locked_visit_id UUID,
    ended_at TIMESTAMP
);

CREATE TABLE service (
    service_id UUID PRIMARY KEY,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    legal_basis VARCHAR NOT NULL,
    planned_visits INTEGER,
    active BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE family (
    family_id UUID PRIMARY KEY,
    case_number VARCHAR NOT NULL UNIQUE,
    team_id UUID NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL
);

CREATE TABLE member (
    member_id UUID PRIMARY KEY,
    family_id UUID NOT NULL,
    role VARCHAR NOT NULL,
    birth_year INTEGER NOT NULL,
    label VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE family_practitioner (
    family_practitioner_id UUID PRIMARY KEY,
    family_id UUID NOT NULL,
    user_id UUID NOT NULL,
    since TIMESTAMP NOT NULL,
    until TIMESTAMP
);

-- The course of help. Which service it is lives in episode_service, so that a change of
-- service is an event on one time line and the curve runs on. The current or last service is
-- the row without `until`, also when the episode has ended.
CREATE TABLE episode (
    episode_id UUID PRIMARY KEY,
    family_id UUID NOT NULL,
    started_on DATE NOT NULL,
    planned_visits INTEGER,
    ended_on DATE,
    end_reason VARCHAR,
    end_planned BOOLEAN,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL
);

CREATE TABLE episode_service (
    episode_service_id UUID PRIMARY KEY,
    episode_id UUID NOT NULL,
    service_id UUID NOT NULL,
    since DATE NOT NULL,
    until DATE
);

CREATE TABLE episode_event (
    event_id UUID PRIMARY KEY,
    episode_id UUID NOT NULL,
    kind VARCHAR NOT NULL,
    happened_on DATE NOT NULL,
    body VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL
);

CREATE TABLE goal (
    goal_id UUID PRIMARY KEY,
    episode_id UUID NOT NULL,
    member_id UUID NOT NULL,
    body VARCHAR NOT NULL,
    agreed_on DATE NOT NULL,
    closed_on DATE,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL
);

CREATE TABLE visit (
    visit_id UUID PRIMARY KEY,
    submission_id UUID NOT NULL UNIQUE,
    episode_id UUID NOT NULL,
    family_id UUID NOT NULL,
    visit_date DATE NOT NULL,
    date_known BOOLEAN NOT NULL,
    status VARCHAR NOT NULL CHECK (status IN ('attended', 'cancelled', 'no_show')),
    place VARCHAR,
    minutes INTEGER,
    is_open BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL
);

CREATE TABLE visit_participant (
    visit_id UUID NOT NULL,
    member_id UUID NOT NULL,
    PRIMARY KEY (visit_id, member_id)
);

-- Append-only: a correction is a new revision that says why; the highest revision counts.
-- The unique key is what makes a double click, a second device or a second import harmless.
-- goal_id is the nil UUID for every scale that is not about a goal (NULL would not be unique).
CREATE TABLE rating (
    rating_id UUID PRIMARY KEY,
    submission_id UUID NOT NULL,
    visit_id UUID NOT NULL,
    family_id UUID NOT NULL,
    episode_id UUID NOT NULL,
    member_id UUID NOT NULL,
    rater_kind VARCHAR NOT NULL CHECK (rater_kind IN ('self', 'caretaker', 'school', 'practitioner')),
    rater_member_id UUID NOT NULL,
    instrument_id VARCHAR NOT NULL,
    instrument_version VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    goal_id UUID NOT NULL,
    total DECIMAL(7, 1),
    items VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    entered_at TIMESTAMP NOT NULL,
    entered_by UUID NOT NULL,
    UNIQUE (visit_id, member_id, rater_kind, rater_member_id, instrument_id, goal_id, revision)
);

-- What the progression module said of an episode at the latest write, with what lists sort and
-- count by, so that no list reads ratings. Its update is also where two writers of one family take
-- turns: the later one conflicts and is run again on fresh data.
CREATE TABLE episode_status (
    episode_id UUID PRIMARY KEY,
    family_id UUID NOT NULL,
    status VARCHAR NOT NULL,
    needs_attention BOOLEAN NOT NULL,
    severity INTEGER NOT NULL,
    reasons VARCHAR NOT NULL,
    visits_attended INTEGER NOT NULL,
    visits_with_outcome INTEGER NOT NULL,
    visits_with_alliance INTEGER NOT NULL,
    last_visit_on DATE,
    last_rating_on DATE,
    sparks VARCHAR NOT NULL,
    rule_version VARCHAR NOT NULL,
    assessed_at TIMESTAMP NOT NULL
);

-- Raised when a reason appears, cleared when it goes; never deleted, so it can be shown and judged later.
CREATE TABLE flag (
    flag_id UUID PRIMARY KEY,
    episode_id UUID NOT NULL,
    member_id UUID NOT NULL,
    rater_kind VARCHAR NOT NULL,
    rater_member_id UUID NOT NULL,
    code VARCHAR NOT NULL,
    numbers VARCHAR NOT NULL,
    rule_version VARCHAR NOT NULL,
    visit_id UUID,
    raised_at TIMESTAMP NOT NULL,
    cleared_at TIMESTAMP
);

CREATE TABLE import_batch (
    import_id UUID PRIMARY KEY,
    file_hash VARCHAR NOT NULL,
    imported_at TIMESTAMP NOT NULL,
    imported_by UUID NOT NULL,
    rows_read INTEGER NOT NULL,
    rows_written INTEGER NOT NULL,
    rows_known INTEGER NOT NULL,
    rows_rejected INTEGER NOT NULL
);

-- family_ids: the families whose data the person saw or changed in this one act.
CREATE TABLE audit (
    audit_id UUID PRIMARY KEY,
    happened_at TIMESTAMP NOT NULL,
    user_id UUID,
    what VARCHAR NOT NULL,
    family_ids UUID[] NOT NULL,
    detail VARCHAR NOT NULL
);

-- Who may see which family: the one place where it is spelled. Every family query joins it.
-- A practitioner sees the families they are assigned to now; a leader those of their teams.
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
WHERE ut.until IS NULL AND u.active AND u.role = 'leader';
