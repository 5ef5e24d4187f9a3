"""The parts of the page about questionnaires before, after and at follow-up."""
