-- Every offer of the site that ran between two days, without its family: for hours in all.
SELECT offer_id, started_on, ended_on
FROM offer
WHERE started_on <= $last AND (ended_on IS NULL OR ended_on >= $first)
ORDER BY started_on, offer_id
