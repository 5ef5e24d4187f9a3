-- This model speaks from now on.
UPDATE progression_model SET state = 'adopted', adopted_at = $adopted_at, adopted_by = $adopted_by
WHERE model_id = $model_id
