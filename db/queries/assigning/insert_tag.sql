-- What a colleague is particularly good at, from now on.
INSERT INTO user_competence (user_competence_id, user_id, tag, since, until)
VALUES ($user_competence_id, $user_id, $tag, $now, NULL)
