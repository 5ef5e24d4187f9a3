-- What every stored review has told, drafts and discarded ones too. Never shown.
SELECT review_id, disclosed FROM review ORDER BY computed_at, review_id
