-- All outcome ratings that may be learned from, one row a rating, in the order of each series:
-- the current revision of what was given at attended visits, which are numbered from 1.
-- Of episodes that have ended only, unless $also_active, and only of those with a visit on or
-- after $since. scale_no is the instrument's place in $instrument_ids, 0 for one not there;
-- measures in $never are no outcome, and others than $outcome count only in episodes without it.
-- later: not among what was learned by $trained_at (unless the episode had ended then and was reopened).
WITH chosen AS (
    SELECT e.episode_id, e.family_id, e.ended_on FROM episode e
    WHERE ($also_active OR e.ended_on IS NOT NULL)
      AND EXISTS (SELECT 1 FROM visit v WHERE v.episode_id = e.episode_id AND v.visit_date >= $since)
), given AS (
    SELECT r.episode_id, r.visit_id, r.member_id, r.rater_kind, r.rater_member_id, r.instrument_id,
           any_value(r.measure) AS measure,
           arg_max(struct_pack(score := r.total), r.revision).score AS total,
           arg_min(r.entered_at, r.revision) AS entered_at,
           arg_min(r.rating_id, r.revision) AS first_id
    FROM rating r JOIN chosen c ON c.episode_id = r.episode_id
    WHERE r.measure <> ALL($never::VARCHAR[])
    GROUP BY r.episode_id, r.visit_id, r.member_id, r.rater_kind, r.rater_member_id, r.instrument_id, r.goal_id
), counted AS (
    SELECT g.*, bool_or(g.measure = $outcome) OVER (PARTITION BY g.episode_id) AS has_outcome
    FROM given g WHERE g.total IS NOT NULL
), numbered AS (
    SELECT v.visit_id, v.visit_date,
           row_number() OVER (PARTITION BY v.episode_id ORDER BY v.visit_date, v.created_at, v.visit_id) AS visit_no
    FROM visit v JOIN chosen c ON c.episode_id = v.episode_id
    WHERE v.status = 'attended'
)
SELECT dense_rank() OVER (ORDER BY c.family_id) AS course,
       dense_rank() OVER (ORDER BY c.family_id, g.episode_id, g.member_id, g.rater_kind, g.rater_member_id) AS series,
       n.visit_no,
       coalesce(list_position($instrument_ids::VARCHAR[], g.instrument_id), 0) AS scale_no,
       list_position($rater_kinds::VARCHAR[], g.rater_kind) AS kind_no,
       CAST(g.total AS DOUBLE) AS score,
       n.visit_date - DATE '1970-01-01' AS day,
       CAST(c.ended_on IS NULL OR c.ended_on > CAST($trained_at AS DATE) OR g.entered_at > $trained_at
            AS INTEGER) AS later
FROM counted g
JOIN chosen c ON c.episode_id = g.episode_id
JOIN numbered n ON n.visit_id = g.visit_id
WHERE g.measure = $outcome OR NOT g.has_outcome
ORDER BY series, n.visit_no, g.entered_at, g.first_id
