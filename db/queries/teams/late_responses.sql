-- Open responses of a leader's team that are overdue, and those in time that no decision is made in:
-- the first few of each, the longest overdue first, and how many there are of each.
SELECT response_id, family_id, case_number, state, severity, raised_on, due_on, owner_name, late, matching
FROM (
    SELECT r.response_id, r.family_id, f.case_number, r.state, r.severity, r.raised_on, r.due_on,
           u.display_name AS owner_name, r.due_on < $today AS late,
           count(*) OVER (PARTITION BY r.due_on < $today) AS matching,
           row_number() OVER (PARTITION BY r.due_on < $today
                              ORDER BY r.due_on, r.raised_at, f.case_number) AS place
    FROM response r
    JOIN family f ON f.family_id = r.family_id
    LEFT JOIN app_user u ON u.user_id = r.owner_id
    WHERE f.team_id = $team_id
      AND EXISTS (SELECT 1 FROM user_team ut JOIN app_user me ON me.user_id = ut.user_id
                  WHERE ut.team_id = $team_id AND ut.user_id = $actor_id AND ut.until IS NULL
                    AND me.active AND me.role = 'leader')
      AND r.state <> 'closed' AND (r.due_on < $today OR r.decided_on IS NULL)
) waiting
WHERE place <= $row_limit
ORDER BY late DESC, place
