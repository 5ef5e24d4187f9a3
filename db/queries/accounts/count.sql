-- How many accounts there are; none means a first start.
SELECT count(*) FROM app_user
