-- The small curves of some episodes. Asked only of families the person may see now.
SELECT episode_id, sparks FROM episode_status WHERE episode_id = ANY($episode_ids)
