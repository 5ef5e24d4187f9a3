-- Planned hours a week from a day on.
INSERT INTO offer_plan (offer_plan_id, offer_id, since, stage, weekly_hours, reason, withdrawn_at, created_at, created_by)
VALUES ($offer_plan_id, $offer_id, $since, $stage, $weekly_hours, $reason, NULL, $now, $by)
