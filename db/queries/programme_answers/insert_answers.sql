-- Records the answers of one person at one moment at once.
INSERT INTO answer (answer_id, submission_id, enrolment_id, family_id, moment, measure, instrument_id,
                    instrument_version, rater_kind, rater_member_id, total, items, source, answered_on,
                    revision, reason, entered_at, entered_by)
SELECT unnest($answer_ids::UUID[]), $submission_id, $enrolment_id, $family_id, $moment,
       unnest($measures::VARCHAR[]), unnest($instrument_ids::VARCHAR[]),
       unnest($instrument_versions::VARCHAR[]), unnest($rater_kinds::VARCHAR[]), $rater_member_id,
       unnest($totals::DECIMAL(7, 2)[]), unnest($items::VARCHAR[]), $source, $answered_on,
       unnest($revisions::INTEGER[]), $reason, $entered_at, $entered_by
