-- Raises the flags that ratings of several episodes call for, as no single visit does.
INSERT INTO flag (flag_id, episode_id, member_id, rater_kind, rater_member_id, code, numbers, rule_version,
                  model_version, visit_id, raised_at, cleared_at)
SELECT unnest($flag_ids::UUID[]), unnest($episode_ids::UUID[]), unnest($member_ids::UUID[]),
       unnest($rater_kinds::VARCHAR[]), unnest($rater_member_ids::UUID[]), unnest($codes::VARCHAR[]),
       unnest($numbers::VARCHAR[]), $rule_version, unnest($model_versions::VARCHAR[]), NULL, $raised_at, NULL
