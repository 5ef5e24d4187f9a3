-- Takes a planned change back; the row stays on record.
UPDATE offer_plan SET withdrawn_at = $now WHERE offer_plan_id = $offer_plan_id AND offer_id = $offer_id AND withdrawn_at IS NULL
