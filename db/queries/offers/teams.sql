-- Who is on the teams of offers that the same transaction has found. A name without an account
-- is the function's; one with an account has the account's name.
SELECT ot.offer_team_id, ot.offer_id, ot.user_id, coalesce(u.display_name, ot.name) AS name, ot.profession, ot.since
FROM offer_team ot
LEFT JOIN app_user u ON u.user_id = ot.user_id
WHERE ot.offer_id = ANY($offer_ids::UUID[]) AND ot.until IS NULL
ORDER BY ot.offer_id, CASE ot.profession WHEN 'family_therapist' THEN 0 WHEN 'pedagogue' THEN 1
         WHEN 'psychologist' THEN 2 WHEN 'adviser' THEN 3 ELSE 4 END, ot.since, name, ot.offer_team_id
