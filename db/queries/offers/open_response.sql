-- The open response of a family with an active episode: what an offer begins from.
SELECT r.response_id, r.episode_id
FROM response r
JOIN episode e ON e.episode_id = r.episode_id AND e.ended_on IS NULL
WHERE r.family_id = $family_id AND r.state <> 'closed'
ORDER BY r.raised_at DESC, r.response_id
LIMIT 1
