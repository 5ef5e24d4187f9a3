-- Records one act of one person, in the transaction of the act.
INSERT INTO audit (audit_id, happened_at, user_id, what, family_ids, detail)
VALUES ($audit_id, $happened_at, $user_id, $what, $family_ids, $detail)
