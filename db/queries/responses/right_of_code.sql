-- Of all closed responses here that answered a flag of this code: how many were right, of how many.
SELECT count(*) FILTER (WHERE r.result <> 'false_alarm'), count(*)
FROM response r
WHERE r.state = 'closed'
  AND EXISTS (SELECT 1 FROM response_flag rf JOIN flag g ON g.flag_id = rf.flag_id
              WHERE rf.response_id = r.response_id AND g.code = $code)
