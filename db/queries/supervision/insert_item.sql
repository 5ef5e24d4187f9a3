-- Puts a family on an agenda.
INSERT INTO supervision_item (item_id, supervision_id, family_id, episode_id, place, reasons, decision,
                              decided_at, decided_by, removed_at)
VALUES ($item_id, $supervision_id, $family_id, $episode_id, $place, $reasons, '', NULL, NULL, NULL)
