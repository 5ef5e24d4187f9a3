-- Two reviews computed at once meet on the rows of all series: the later one conflicts and is run
-- again on what the first has told. The value must change to conflict with anybody.
UPDATE review_series SET turn = $turn
