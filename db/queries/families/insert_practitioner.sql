-- A practitioner takes on a family.
INSERT INTO family_practitioner (family_practitioner_id, family_id, user_id, since, until)
VALUES ($family_practitioner_id, $family_id, $user_id, $since, NULL)
