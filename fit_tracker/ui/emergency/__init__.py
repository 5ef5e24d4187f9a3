"""The parts of the emergency family team's pages."""
