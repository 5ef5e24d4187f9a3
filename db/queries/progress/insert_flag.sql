-- Raises a flag with its rule's numbers.
INSERT INTO flag (flag_id, episode_id, member_id, rater_kind, rater_member_id, code, numbers, rule_version,
                  visit_id, raised_at, cleared_at)
VALUES ($flag_id, $episode_id, $member_id, $rater_kind, $rater_member_id, $code, $numbers, $rule_version,
        $visit_id, $raised_at, NULL)
