-- The programmes a series may be about.
SELECT programme_id AS key, name FROM programme WHERE active ORDER BY name, programme_id
