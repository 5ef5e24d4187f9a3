-- Ends an offer.
UPDATE offer SET ended_on = $ended_on WHERE offer_id = $offer_id
