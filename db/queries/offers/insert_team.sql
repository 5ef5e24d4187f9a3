-- Puts somebody on a family's team.
INSERT INTO offer_team (offer_team_id, offer_id, user_id, name, profession, since, until)
VALUES ($offer_team_id, $offer_id, $user_id, $name, $profession, $since, NULL)
