-- A section of the law and the days it holds for a service.
INSERT INTO service_section (service_section_id, service_id, section, valid_from, valid_until)
VALUES ($service_section_id, $service_id, $section, $valid_from, $valid_until)
