-- How many families the emergency offer began in, from one day to another: a count, no family.
SELECT count(DISTINCT family_id) AS begun FROM offer WHERE started_on >= $first AND started_on <= $last
