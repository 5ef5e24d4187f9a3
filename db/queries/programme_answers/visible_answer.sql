-- One answer of a family this person may see, if it is the one that counts.
SELECT a.answer_id, a.enrolment_id, a.family_id, a.moment, a.measure, a.instrument_id, a.instrument_version,
       a.rater_kind, a.rater_member_id, CAST(a.total AS DECIMAL(7, 1)) AS total, a.items, a.source,
       a.answered_on, a.revision, a.reason, a.entered_at
FROM answer a
JOIN family_access fa ON fa.family_id = a.family_id AND fa.user_id = $actor_id
WHERE a.answer_id = $answer_id AND a.total IS NOT NULL
  AND NOT EXISTS (
      SELECT 1 FROM answer later
      WHERE later.enrolment_id = a.enrolment_id AND later.measure = a.measure
        AND later.moment = a.moment AND later.revision > a.revision
  )
