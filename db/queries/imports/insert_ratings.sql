-- Records the ratings an import brings, of many visits at once.
INSERT INTO rating (rating_id, submission_id, visit_id, family_id, episode_id, member_id, rater_kind,
                    rater_member_id, instrument_id, instrument_version, measure, goal_id, total, items,
                    source, revision, reason, entered_at, entered_by)
SELECT unnest($rating_ids::UUID[]), unnest($submission_ids::UUID[]), unnest($visit_ids::UUID[]),
       unnest($family_ids::UUID[]), unnest($episode_ids::UUID[]), unnest($member_ids::UUID[]),
       unnest($rater_kinds::VARCHAR[]), unnest($rater_member_ids::UUID[]), unnest($instrument_ids::VARCHAR[]),
       unnest($instrument_versions::VARCHAR[]), unnest($measures::VARCHAR[]), $goal_id,
       unnest($totals::DECIMAL(7, 1)[]), unnest($items::VARCHAR[]), 'import', 1, '', $entered_at, $entered_by
