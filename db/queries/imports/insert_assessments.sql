-- What the progression module says of the members of several episodes now.
INSERT INTO assessment (episode_id, member_id, rater_kind, rater_member_id, result, rule_version, assessed_at)
SELECT unnest($episode_ids::UUID[]), unnest($member_ids::UUID[]), unnest($rater_kinds::VARCHAR[]),
       unnest($rater_member_ids::UUID[]), unnest($results::VARCHAR[]), $rule_version, $assessed_at
