-- Begins the emergency offer in a family.
INSERT INTO offer (offer_id, family_id, episode_id, response_id, started_on, ended_on, safety_plan, safety_plan_on,
                   created_at, created_by, changed_at, changed_by, revision)
VALUES ($offer_id, $family_id, $episode_id, $response_id, $started_on, NULL, $safety_plan, $started_on,
        $now, $by, $now, $by, 1)
