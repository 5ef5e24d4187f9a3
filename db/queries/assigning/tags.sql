-- What colleagues are particularly good at, in their leader's words.
SELECT user_id, tag FROM user_competence
WHERE user_competence.until IS NULL AND user_id = ANY($user_ids::UUID[])
ORDER BY lower(tag), tag
