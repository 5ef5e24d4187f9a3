-- One response to be changed, for whoever may see it: leaders and practitioners of the family, and
-- the emergency team also when its access to the family is over (it may reopen what it closed).
SELECT r.response_id, r.family_id, r.episode_id, r.origin, r.severity, r.state, r.raised_on, r.why,
       r.agreed_with, r.owner_id, r.taken_at, r.contacted_on, r.decided_on, r.due_on, r.closed_at,
       r.closed_on, r.closed_by, r.result, r.result_reason, r.revision
FROM response r
JOIN app_user u ON u.user_id = $actor_id AND u.active
LEFT JOIN family_access fa ON fa.family_id = r.family_id AND fa.user_id = $actor_id
WHERE r.response_id = $response_id AND (u.role = 'emergency' OR fa.family_id IS NOT NULL)
