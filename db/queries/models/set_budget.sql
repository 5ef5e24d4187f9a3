-- Another alarm budget, and the few figures at it; the threshold follows when the model is read.
UPDATE progression_model SET budget = $budget, metrics = $metrics WHERE model_id = $model_id
