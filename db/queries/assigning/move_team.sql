-- The family belongs to another team from now on.
UPDATE family SET team_id = $team_id WHERE family_id = $family_id
