-- Where a child lives and whether it goes to school or day care, at one of the moments.
INSERT INTO child_situation (child_situation_id, offer_id, member_id, moment, due_on, asked_on, lives, attends,
                             created_at, created_by)
VALUES ($child_situation_id, $offer_id, $member_id, $moment, $due_on, $asked_on, $lives, $attends, $now, $by)
