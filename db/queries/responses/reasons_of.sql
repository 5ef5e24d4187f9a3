-- The flags that responses answer, as they were raised; those that still stand first.
SELECT rf.response_id, g.member_id, g.rater_kind, g.rater_member_id, g.code, g.numbers,
       g.cleared_at IS NULL AS standing
FROM response_flag rf
JOIN flag g ON g.flag_id = rf.flag_id
WHERE rf.response_id = ANY($response_ids::UUID[])
ORDER BY rf.response_id, g.cleared_at IS NOT NULL, g.raised_at, g.flag_id
