-- The names of teams and services, by the key that figures use for them.
SELECT 'team' AS what, CAST(team_id AS VARCHAR) AS id, CAST(team_id AS VARCHAR) AS code, name FROM team
UNION ALL
SELECT 'service' AS what, CAST(service_id AS VARCHAR) AS id, code, name FROM service
ORDER BY what, code, name, id
