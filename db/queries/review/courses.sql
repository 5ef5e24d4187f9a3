-- Every course begun by $until, one row each, with what reviews count: whom it is for, the days it
-- begins and ends, how it ended, and its attended visits: all of them until then, and those from
-- $first on. period_*: visits from $first to $until. outcome: a measure not in $never.
WITH chosen AS (
    SELECT e.episode_id, e.family_id, f.team_id, e.started_on, e.ended_on, e.end_reason, e.end_planned
    FROM episode e JOIN family f ON f.family_id = e.family_id
    WHERE e.started_on <= $until
), given AS (
    SELECT r.visit_id, r.measure, arg_max(struct_pack(score := r.total), r.revision).score AS total
    FROM rating r
    GROUP BY r.visit_id, r.member_id, r.rater_kind, r.rater_member_id, r.instrument_id, r.goal_id, r.measure
), rated AS (
    SELECT visit_id, bool_or(measure <> ALL($never::VARCHAR[])) AS outcome,
           bool_or(measure IN ('alliance', 'group_alliance')) AS alliance
    FROM given WHERE total IS NOT NULL GROUP BY visit_id
), numbered AS (
    SELECT v.episode_id, v.visit_date, v.minutes, coalesce(r.outcome, FALSE) AS outcome,
           coalesce(r.alliance, FALSE) AS alliance,
           row_number() OVER forward AS from_first,
           row_number() OVER backward AS from_last
    FROM visit v LEFT JOIN rated r ON r.visit_id = v.visit_id
    WHERE v.status = 'attended' AND v.visit_date <= $until
    WINDOW forward AS (PARTITION BY v.episode_id ORDER BY v.visit_date, v.created_at, v.visit_id),
           backward AS (PARTITION BY v.episode_id ORDER BY v.visit_date DESC, v.created_at DESC, v.visit_id DESC)
), held AS (
    SELECT episode_id, min(visit_date) AS first_visit_on, count(*) AS visits,
           bool_or(outcome AND from_first = 1) AS baseline, bool_or(outcome AND from_last <= 2) AS late_rating,
           count(*) FILTER (WHERE visit_date >= $first) AS period_visits,
           count(*) FILTER (WHERE visit_date >= $first AND outcome) AS period_with_outcome,
           count(*) FILTER (WHERE visit_date >= $first AND alliance) AS period_with_alliance,
           sum(minutes) FILTER (WHERE visit_date >= $first) AS period_minutes
    FROM numbered GROUP BY episode_id
), missed AS (
    SELECT episode_id, count(*) AS n FROM visit
    WHERE status <> 'attended' AND visit_date BETWEEN $first AND $until GROUP BY episode_id
), child AS (
    SELECT family_id, max(birth_year) AS youngest FROM member WHERE role = 'child' GROUP BY family_id
), received AS (
    SELECT episode_id, CAST(arg_min(service_id, (since, episode_service_id)) AS VARCHAR) AS first_service,
           list(CAST(service_id AS VARCHAR) ORDER BY since, episode_service_id) AS services,
           list(since ORDER BY since, episode_service_id) AS service_days
    FROM episode_service GROUP BY episode_id
), asked AS (
    SELECT episode_id, list(CAST(programme_id AS VARCHAR) ORDER BY started_on, enrolment_id) AS programmes,
           list(started_on ORDER BY started_on, enrolment_id) AS programme_days
    FROM enrolment WHERE withdrawn_at IS NULL GROUP BY episode_id
), worked AS (
    SELECT o.episode_id, sum(h.minutes) AS minutes
    FROM offer_hours h JOIN offer o ON o.offer_id = h.offer_id
    WHERE h.worked_on BETWEEN $first AND $until
      AND NOT EXISTS (SELECT 1 FROM offer_hours x
                      WHERE x.submission_id = h.submission_id AND x.revision > h.revision)
    GROUP BY o.episode_id
), changed AS (
    SELECT c.episode_id, count(*) AS n
    FROM chosen c JOIN family_practitioner p ON p.family_id = c.family_id
    WHERE CAST(p.until AS DATE) BETWEEN greatest($first, c.started_on) AND $until
      AND (c.ended_on IS NULL OR CAST(p.until AS DATE) < c.ended_on)
    GROUP BY c.episode_id
)
SELECT CAST(c.episode_id AS VARCHAR) AS episode_id, CAST(c.family_id AS VARCHAR) AS family_id,
       CAST(c.team_id AS VARCHAR) AS team_id, coalesce(r.first_service, '') AS first_service,
       coalesce(r.services, []) AS services, coalesce(r.service_days, []) AS service_days,
       coalesce(a.programmes, []) AS programmes, coalesce(a.programme_days, []) AS programme_days,
       c.started_on,
       CASE WHEN c.ended_on <= $until THEN c.ended_on END AS ended_on,
       CASE WHEN c.ended_on <= $until THEN c.end_reason END AS end_reason,
       CASE WHEN c.ended_on <= $until THEN c.end_planned END AS end_planned,
       coalesce(s.status, '') AS status, k.youngest, h.first_visit_on, coalesce(h.visits, 0) AS visits,
       coalesce(h.baseline, FALSE) AS baseline, coalesce(h.late_rating, FALSE) AS late_rating,
       coalesce(h.period_visits, 0) AS period_visits, coalesce(m.n, 0) AS period_missed,
       coalesce(h.period_with_outcome, 0) AS period_with_outcome,
       coalesce(h.period_with_alliance, 0) AS period_with_alliance,
       CAST(coalesce(h.period_minutes, 0) AS INTEGER) AS period_minutes,
       CAST(coalesce(w.minutes, 0) AS INTEGER) AS offer_minutes,
       coalesce(g.n, 0) AS practitioner_changes
FROM chosen c
LEFT JOIN received r ON r.episode_id = c.episode_id
LEFT JOIN asked a ON a.episode_id = c.episode_id
LEFT JOIN held h ON h.episode_id = c.episode_id
LEFT JOIN missed m ON m.episode_id = c.episode_id
LEFT JOIN child k ON k.family_id = c.family_id
LEFT JOIN worked w ON w.episode_id = c.episode_id
LEFT JOIN changed g ON g.episode_id = c.episode_id
LEFT JOIN episode_status s ON s.episode_id = c.episode_id
ORDER BY c.started_on, c.episode_id
