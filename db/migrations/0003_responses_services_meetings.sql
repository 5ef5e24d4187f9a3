-- What is done about a flag, what a service is, and which meetings belong to a course.

-- A response: everything the service does about one family that needs action, from the flag (or
-- an acute entry) to a closing result. One is open for an episode at most. severity decides the
-- deadlines; due_on is the next one, what it is a deadline for follows from state. revision counts
-- the steps, so that a second person can be told that somebody else was first.
-- raised_by is NULL when a rule raised it; why and agreed_with are filled for acute entries only.
CREATE TABLE response (
    response_id UUID PRIMARY KEY,
    family_id UUID NOT NULL,
    episode_id UUID NOT NULL,
    origin VARCHAR NOT NULL CHECK (origin IN ('flag', 'acute')),
    severity VARCHAR NOT NULL CHECK (severity IN ('acute', 'high', 'ordinary')),
    state VARCHAR NOT NULL CHECK (state IN ('new', 'taken', 'waiting', 'closed')),
    raised_at TIMESTAMP NOT NULL,
    raised_on DATE NOT NULL,
    raised_by UUID,
    why VARCHAR NOT NULL,
    agreed_with VARCHAR NOT NULL,
    owner_id UUID,
    taken_at TIMESTAMP,
    contacted_on DATE,
    decided_on DATE,
    due_on DATE NOT NULL,
    closed_at TIMESTAMP,
    closed_on DATE,
    closed_by UUID,
    result VARCHAR,
    result_reason VARCHAR NOT NULL,
    revision INTEGER NOT NULL
);

-- Which flags a response answers; a flag belongs to one response.
CREATE TABLE response_flag (
    response_flag_id UUID PRIMARY KEY,
    response_id UUID NOT NULL,
    flag_id UUID NOT NULL
);

-- Every step of a response, append-only. codes: the decisions as JSON list; on_day: the day the
-- step is about (contact, look again, deadline); owner_id: the new owner, when there is one.
CREATE TABLE response_step (
    step_id UUID PRIMARY KEY,
    response_id UUID NOT NULL,
    step_no INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    happened_at TIMESTAMP NOT NULL,
    by_user UUID,
    from_state VARCHAR NOT NULL,
    to_state VARCHAR NOT NULL,
    codes VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    on_day DATE,
    owner_id UUID,
    UNIQUE (response_id, step_no)
);

-- How intensive the help is now: planned hours a week in the family. The latest since counts.
CREATE TABLE episode_intensity (
    intensity_id UUID PRIMARY KEY,
    family_id UUID NOT NULL,
    episode_id UUID NOT NULL,
    since DATE NOT NULL,
    weekly_hours DECIMAL(4, 1) NOT NULL,
    reason VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL
);

-- The emergency offer: the emergency family team in one family, from intensive to ordinary support.
-- safety_plan: 'present', 'missing' or 'not_needed', as it stood on safety_plan_on. revision counts
-- the changes of offer, team, plan and children's situation, so that a second person can be told
-- that somebody else was first; hours used do not count, everybody logs their own.
CREATE TABLE offer (
    offer_id UUID PRIMARY KEY,
    family_id UUID NOT NULL,
    episode_id UUID NOT NULL,
    response_id UUID,
    started_on DATE NOT NULL,
    ended_on DATE,
    safety_plan VARCHAR NOT NULL CHECK (safety_plan IN ('present', 'missing', 'not_needed')),
    safety_plan_on DATE NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by UUID NOT NULL,
    revision INTEGER NOT NULL
);

-- Who is the family's team; user_id is NULL for one without an account (name says the function).
CREATE TABLE offer_team (
    offer_team_id UUID PRIMARY KEY,
    offer_id UUID NOT NULL,
    user_id UUID,
    name VARCHAR NOT NULL,
    profession VARCHAR NOT NULL,
    since DATE NOT NULL,
    until DATE
);

-- The planned course of hours: each row holds from its since until the next one's. Rows ahead
-- of today are the planned step-down.
CREATE TABLE offer_plan (
    offer_plan_id UUID PRIMARY KEY,
    offer_id UUID NOT NULL,
    since DATE NOT NULL,
    stage VARCHAR NOT NULL CHECK (stage IN ('intensive', 'step_down', 'ordinary')),
    weekly_hours DECIMAL(4, 1) NOT NULL,
    reason VARCHAR NOT NULL,
    withdrawn_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL
);

-- Hours used in the family, by profession and not by person: they are the family's, and no measure
-- of a colleague. A correction is a new revision of the same submission; 0 minutes takes it back.
CREATE TABLE offer_hours (
    offer_hours_id UUID PRIMARY KEY,
    submission_id UUID NOT NULL,
    offer_id UUID NOT NULL,
    worked_on DATE NOT NULL,
    minutes INTEGER NOT NULL,
    profession VARCHAR NOT NULL,
    part_of_day VARCHAR NOT NULL CHECK (part_of_day IN ('day', 'evening', 'weekend')),
    revision INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL,
    UNIQUE (submission_id, revision)
);

-- Where each child lives and whether it goes to school or day care: at start, each quarter, end.
CREATE TABLE child_situation (
    child_situation_id UUID PRIMARY KEY,
    offer_id UUID NOT NULL,
    member_id UUID NOT NULL,
    moment VARCHAR NOT NULL CHECK (moment IN ('start', 'quarter', 'end')),
    due_on DATE NOT NULL,
    asked_on DATE NOT NULL,
    lives VARCHAR NOT NULL CHECK (lives IN ('home', 'other_home', 'placed', 'unknown')),
    attends VARCHAR NOT NULL CHECK (attends IN ('yes', 'partly', 'no', 'not_relevant', 'unknown')),
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL
);

-- What a service is, as data (a JSON object; NULL: nothing is stated), and its sections of the
-- law with the days they hold: old cases keep theirs.
ALTER TABLE service ADD COLUMN frame VARCHAR;

CREATE TABLE service_section (
    service_section_id UUID PRIMARY KEY,
    service_id UUID NOT NULL,
    section VARCHAR NOT NULL,
    valid_from DATE,
    valid_until DATE
);

-- A short note on a visit. Append-only: a correction is a new revision with its reason.
CREATE TABLE visit_note (
    visit_note_id UUID PRIMARY KEY,
    visit_id UUID NOT NULL,
    family_id UUID NOT NULL,
    revision INTEGER NOT NULL,
    body VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL,
    UNIQUE (visit_id, revision)
);

-- Meetings that belong to a course. due_on is what the rule says; planned_on and planned_at (hh:mm)
-- what was agreed; held_on when it took place. sequence counts those of a kind in an episode from
-- 1. rule is what made it due (code:number:counted from). revision counts the changes: a second
-- person is told who was first, and a calendar that the day has moved.
CREATE TABLE meeting (
    meeting_id UUID PRIMARY KEY,
    family_id UUID NOT NULL,
    episode_id UUID NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('start_up', 'network', 'follow_up', 'status')),
    sequence INTEGER NOT NULL,
    due_on DATE NOT NULL,
    rule VARCHAR NOT NULL,
    planned_on DATE,
    planned_at VARCHAR NOT NULL,
    held_on DATE,
    dropped_at TIMESTAMP,
    dropped_why VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by UUID NOT NULL,
    revision INTEGER NOT NULL
);

-- The rhythm of follow-up decided in the case, with its reason. The latest decided_on counts.
CREATE TABLE followup_rhythm (
    rhythm_id UUID PRIMARY KEY,
    family_id UUID NOT NULL,
    episode_id UUID NOT NULL,
    months INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    decided_on DATE NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL
);

-- A status report. texts (JSON) is what the practitioner writes and chooses to show; content (JSON)
-- freezes figures and texts when the family has read it; a locked version never changes, and
-- content_hash proves it. revision counts the changes, changed_by says who made the last one.
CREATE TABLE status_report (
    report_id UUID PRIMARY KEY,
    family_id UUID NOT NULL,
    episode_id UUID NOT NULL,
    meeting_id UUID,
    version INTEGER NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN ('draft', 'read', 'locked', 'withdrawn')),
    texts VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    read_on DATE,
    read_by VARCHAR NOT NULL,
    remarks VARCHAR NOT NULL,
    locked_at TIMESTAMP,
    locked_by UUID,
    revision INTEGER NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by UUID NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL,
    UNIQUE (episode_id, version)
);

-- A supervision meeting of a team, and the families on its agenda in order. changed_at is the row
-- on which two who arrange the same agenda take turns. reasons: why a family is on it, as JSON.
CREATE TABLE supervision (
    supervision_id UUID PRIMARY KEY,
    team_id UUID NOT NULL,
    meets_on DATE NOT NULL,
    closed_at TIMESTAMP,
    changed_at TIMESTAMP NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL
);

CREATE TABLE supervision_item (
    item_id UUID PRIMARY KEY,
    supervision_id UUID NOT NULL,
    family_id UUID NOT NULL,
    episode_id UUID NOT NULL,
    place INTEGER NOT NULL,
    reasons VARCHAR NOT NULL,
    decision VARCHAR NOT NULL,
    decided_at TIMESTAMP,
    decided_by UUID,
    removed_at TIMESTAMP
);

-- What a practitioner is particularly good at, in free tags, and the hours a week for families.
CREATE TABLE user_competence (
    user_competence_id UUID PRIMARY KEY,
    user_id UUID NOT NULL,
    tag VARCHAR NOT NULL,
    since TIMESTAMP NOT NULL,
    until TIMESTAMP
);

CREATE TABLE user_hours (
    user_hours_id UUID PRIMARY KEY,
    user_id UUID NOT NULL,
    weekly_hours DECIMAL(4, 1) NOT NULL,
    since TIMESTAMP NOT NULL,
    until TIMESTAMP
);

-- A group of families who receive a service together; each keeps its own course and curve.
CREATE TABLE service_group (
    group_id UUID PRIMARY KEY,
    team_id UUID NOT NULL,
    service_id UUID NOT NULL,
    name VARCHAR NOT NULL,
    started_on DATE NOT NULL,
    ended_on DATE,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL
);

CREATE TABLE group_leader (
    group_leader_id UUID PRIMARY KEY,
    group_id UUID NOT NULL,
    user_id UUID NOT NULL,
    since TIMESTAMP NOT NULL,
    until TIMESTAMP
);

CREATE TABLE group_place (
    group_place_id UUID PRIMARY KEY,
    group_id UUID NOT NULL,
    family_id UUID NOT NULL,
    episode_id UUID NOT NULL,
    since DATE NOT NULL,
    until DATE
);

CREATE TABLE group_session (
    group_session_id UUID PRIMARY KEY,
    submission_id UUID NOT NULL UNIQUE,
    group_id UUID NOT NULL,
    held_on DATE NOT NULL,
    minutes INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by UUID NOT NULL
);

CREATE TABLE group_visit (
    group_visit_id UUID PRIMARY KEY,
    group_session_id UUID NOT NULL,
    visit_id UUID NOT NULL,
    family_id UUID NOT NULL
);

-- The emergency family team sees a family from the flag until the response is closed and the
-- emergency offer has ended, and no longer.
CREATE OR REPLACE VIEW family_access AS
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
