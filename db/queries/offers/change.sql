-- One change of an offer more, and who made it.
UPDATE offer SET changed_at = $now, changed_by = $by, revision = revision + 1 WHERE offer_id = $offer_id
