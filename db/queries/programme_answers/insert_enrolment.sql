-- Somebody takes part in a programme.
INSERT INTO enrolment (enrolment_id, programme_id, family_id, episode_id, member_id, variant, started_on,
                       ended_on, completed, withdrawn_at, created_at, created_by)
VALUES ($enrolment_id, $programme_id, $family_id, $episode_id, $member_id, $variant, $started_on,
        NULL, NULL, NULL, $created_at, $created_by)
