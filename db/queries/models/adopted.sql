-- The models that speak now, one a scale; without their bodies, since this is asked at every visit.
SELECT model_id, scale_key, budget FROM progression_model WHERE state = 'adopted'
