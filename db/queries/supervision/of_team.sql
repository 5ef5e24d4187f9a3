-- The supervision meetings of a team, the open one first, then the latest.
SELECT supervision_id, team_id, meets_on, closed_at
FROM supervision WHERE team_id = $team_id
ORDER BY closed_at DESC NULLS FIRST, supervision_id
LIMIT $row_limit
