-- The scale's models in this state speak no more; they stay on record.
UPDATE progression_model SET state = 'retired', retired_at = $retired_at
WHERE scale_key = $scale_key AND state = $state
