-- Hours used in a family, or a correction of them.
INSERT INTO offer_hours (offer_hours_id, submission_id, offer_id, worked_on, minutes, profession, part_of_day, revision,
                         created_at, created_by)
VALUES ($offer_hours_id, $submission_id, $offer_id, $worked_on, $minutes, $profession, $part_of_day, $revision, $now, $by)
