"""One person's questionnaire: on the tablet, from paper, and corrected."""
