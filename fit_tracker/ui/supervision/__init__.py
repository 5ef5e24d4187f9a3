"""The parts of the supervision page."""
