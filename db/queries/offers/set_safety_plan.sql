-- Whether the family has a safety plan, as it stood on a day.
UPDATE offer SET safety_plan = $safety_plan, safety_plan_on = $safety_plan_on WHERE offer_id = $offer_id
