-- One setting of the site, or nothing.
SELECT value FROM site_setting WHERE name = $name
