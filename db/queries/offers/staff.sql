-- Who may be on a family's team: active accounts of those who work with families.
SELECT user_id, display_name
FROM app_user
WHERE active AND role IN ('emergency', 'practitioner', 'leader')
ORDER BY CASE WHEN role = 'emergency' THEN 0 ELSE 1 END, display_name, user_id
