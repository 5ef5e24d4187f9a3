-- One model whole, as JSON.
SELECT body FROM progression_model WHERE model_id = $model_id
