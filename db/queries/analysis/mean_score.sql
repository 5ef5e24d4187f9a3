-- The mean score of analysis_rating: what growth_moments counts from.
SELECT avg(score) FROM analysis_rating
