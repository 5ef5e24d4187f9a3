-- A family's course gets a place in a group.
INSERT INTO group_place (group_place_id, group_id, family_id, episode_id, since, until)
VALUES ($group_place_id, $group_id, $family_id, $episode_id, $since, NULL)
