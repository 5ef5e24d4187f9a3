-- The planned hours of offers that the same transaction has found, in the order of time.
SELECT offer_plan_id, offer_id, since, stage, weekly_hours, reason
FROM offer_plan
WHERE offer_id = ANY($offer_ids::UUID[]) AND withdrawn_at IS NULL
ORDER BY offer_id, since, created_at, offer_plan_id
