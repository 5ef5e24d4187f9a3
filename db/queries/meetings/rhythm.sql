-- The rhythm of follow-up that is decided in the case now, with its reason and who decided.
SELECT r.months, r.reason, r.decided_on, u.display_name AS decided_by
FROM followup_rhythm r
JOIN app_user u ON u.user_id = r.created_by
WHERE r.episode_id = $episode_id
ORDER BY r.decided_on DESC, r.created_at DESC, r.rhythm_id
LIMIT 1
