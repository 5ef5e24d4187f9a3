-- Another alarm budget; the threshold follows from it when the model is read.
UPDATE progression_model SET budget = $budget WHERE model_id = $model_id
