-- A practitioner takes on the families an import brings.
INSERT INTO family_practitioner (family_practitioner_id, family_id, user_id, since, until)
SELECT unnest($family_practitioner_ids::UUID[]), unnest($family_ids::UUID[]), $user_id, $since, NULL
