-- Ends a place on a family's team.
UPDATE offer_team SET until = $until WHERE offer_team_id = $offer_team_id AND offer_id = $offer_id AND until IS NULL
