-- Raises a flag with its rule's numbers; model_version is NULL for a rule that needs no model.
INSERT INTO flag (flag_id, episode_id, member_id, rater_kind, rater_member_id, code, numbers, rule_version,
                  model_version, visit_id, raised_at, cleared_at)
VALUES ($flag_id, $episode_id, $member_id, $rater_kind, $rater_member_id, $code, $numbers, $rule_version,
        $model_version, $visit_id, $raised_at, NULL)
