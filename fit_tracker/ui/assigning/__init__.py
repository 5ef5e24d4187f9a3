"""The parts of the assigning page."""
