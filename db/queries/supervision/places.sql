-- Which courses stand on an agenda and where. Asked only after the meeting has been found.
SELECT episode_id, place FROM supervision_item WHERE supervision_id = $supervision_id AND removed_at IS NULL
