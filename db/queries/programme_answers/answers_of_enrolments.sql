-- Every revision of the answers of some enrolments, oldest first; asked only after their families
-- have been found through family_access.
SELECT answer_id, enrolment_id, family_id, moment, measure, instrument_id, instrument_version, rater_kind,
       rater_member_id, CAST(total AS DECIMAL(7, 1)) AS total, items, source, answered_on, revision, reason,
       entered_at
FROM answer WHERE list_contains($enrolment_ids::UUID[], enrolment_id)
ORDER BY enrolment_id, moment, measure, revision
