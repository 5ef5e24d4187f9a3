"""The parts of the visit page, in the order they are met."""
