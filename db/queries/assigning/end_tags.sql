-- Tags that no longer hold; that they did stays on record.
UPDATE user_competence SET until = $now
WHERE user_id = $user_id AND user_competence.until IS NULL AND tag = ANY($tags::VARCHAR[])
