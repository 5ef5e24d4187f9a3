"""The emergency offer and the team's capacity."""
