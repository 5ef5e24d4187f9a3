-- Models learned from the service's own finished courses, and which model a flag rests on.
-- Every version is kept: state says which one speaks now. scale_key is the scale it was learned
-- for ("0:40:up": lowest, highest, which way is better); body is the whole model as JSON, without
-- anything that could be traced to a family; metrics its few figures for the list of versions.
-- first_on and last_on: the days of the first and the last rating it has learned from.
CREATE TABLE progression_model (
    model_id UUID PRIMARY KEY,
    version VARCHAR NOT NULL,
    scale_key VARCHAR NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN ('candidate', 'adopted', 'retired')),
    trained_at TIMESTAMP NOT NULL,
    trained_by UUID NOT NULL,
    n_courses INTEGER NOT NULL,
    n_series INTEGER NOT NULL,
    n_ratings INTEGER NOT NULL,
    first_on DATE NOT NULL,
    last_on DATE NOT NULL,
    data_hash VARCHAR NOT NULL,
    budget DOUBLE NOT NULL,
    metrics VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    adopted_at TIMESTAMP,
    adopted_by UUID,
    retired_at TIMESTAMP
);

-- NULL: raised by a rule that needs no model.
ALTER TABLE flag ADD COLUMN model_version VARCHAR;

-- Lists sort by severity, the place of the status in its order. A new status, "below what was
-- expected", comes second, so that the others move down one.
UPDATE episode_status SET severity = severity + 1 WHERE severity >= 1;
