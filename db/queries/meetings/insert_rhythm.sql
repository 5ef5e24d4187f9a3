-- A rhythm of follow-up decided in the case; earlier ones stay readable.
INSERT INTO followup_rhythm (rhythm_id, family_id, episode_id, months, reason, decided_on, created_at, created_by)
VALUES ($rhythm_id, $family_id, $episode_id, $months, $reason, $decided_on, $created_at, $created_by)
