"""The parts of the page that says how good the warnings have been."""
