-- Records several ratings of one visit at once.
INSERT INTO rating (rating_id, submission_id, visit_id, family_id, episode_id, member_id, rater_kind,
                    rater_member_id, instrument_id, instrument_version, measure, goal_id, total, items,
                    source, revision, reason, entered_at, entered_by)
SELECT unnest($rating_ids::UUID[]), unnest($submission_ids::UUID[]), $visit_id, $family_id, $episode_id,
       unnest($member_ids::UUID[]), unnest($rater_kinds::VARCHAR[]), unnest($rater_member_ids::UUID[]),
       unnest($instrument_ids::VARCHAR[]), unnest($instrument_versions::VARCHAR[]),
       unnest($measures::VARCHAR[]), unnest($goal_ids::UUID[]), unnest($totals::DECIMAL(7, 1)[]),
       unnest($items::VARCHAR[]), $source, unnest($revisions::INTEGER[]), $reason, $entered_at, $entered_by
