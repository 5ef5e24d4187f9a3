-- The open responses that somebody owns, to be changed.
SELECT r.response_id, r.family_id, r.episode_id, r.origin, r.severity, r.state, r.raised_on, r.why,
       r.agreed_with, r.owner_id, r.taken_at, r.contacted_on, r.decided_on, r.due_on, r.closed_at,
       r.closed_on, r.closed_by, r.result, r.result_reason, r.revision
FROM response r
WHERE r.owner_id = $owner_id AND r.state <> 'closed'
