-- Ends every place on a family's team.
UPDATE offer_team SET until = $until WHERE offer_id = $offer_id AND until IS NULL
