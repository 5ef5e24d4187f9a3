-- Adds a setting of the site or changes it.
INSERT INTO site_setting (name, value) VALUES ($name, $value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value
