-- First and latest rating of those in a course of a programme's services, for a measure that is
-- asked at each visit: one row a person, of their first such course, by one rater. first_id and
-- last_id are the revisions that count; they are the same where there is one rating only.
WITH courses AS (
    SELECT DISTINCT ep.episode_id, ep.family_id, ep.started_on, ep.ended_on
    FROM episode ep
    JOIN episode_service es ON es.episode_id = ep.episode_id
    JOIN programme_service ps ON ps.service_id = es.service_id
    WHERE ps.programme_id = $programme_id
), given AS (
    SELECT r.rating_id, r.episode_id, r.member_id, r.rater_member_id, r.total, v.visit_date, v.created_at,
           row_number() OVER (
               PARTITION BY r.visit_id, r.member_id, r.rater_member_id, r.instrument_id ORDER BY r.revision DESC
           ) AS place
    FROM rating r
    JOIN courses c ON c.episode_id = r.episode_id
    JOIN visit v ON v.visit_id = r.visit_id
    WHERE r.rater_kind = $rater_kind AND list_contains($instrument_ids::VARCHAR[], r.instrument_id)
      AND v.status = 'attended'
), ordered AS (
    SELECT g.*, c.family_id, c.started_on, c.ended_on,
           row_number() OVER (
               PARTITION BY g.episode_id, g.member_id, g.rater_member_id
               ORDER BY g.visit_date, g.created_at, g.rating_id
           ) AS up,
           row_number() OVER (
               PARTITION BY g.episode_id, g.member_id, g.rater_member_id
               ORDER BY g.visit_date DESC, g.created_at DESC, g.rating_id DESC
           ) AS down
    FROM given g
    JOIN courses c ON c.episode_id = g.episode_id
    WHERE g.place = 1 AND g.total IS NOT NULL
), series AS (
    SELECT f.family_id, f.member_id, f.ended_on, f.rating_id AS first_id, f.total AS first_total,
           l.rating_id AS last_id, l.total AS last_total,
           row_number() OVER (
               PARTITION BY f.member_id ORDER BY f.started_on, f.episode_id, f.visit_date, f.rater_member_id
           ) AS place
    FROM ordered f
    JOIN ordered l ON l.episode_id = f.episode_id AND l.member_id = f.member_id
        AND l.rater_member_id = f.rater_member_id AND l.down = 1
    WHERE f.up = 1
)
SELECT s.family_id, s.member_id, m.role, s.ended_on, s.first_id, s.first_total, s.last_id, s.last_total
FROM series s
JOIN member m ON m.member_id = s.member_id
WHERE s.place = 1
ORDER BY s.member_id
