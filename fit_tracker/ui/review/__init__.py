"""The review: as it is read, presented, prepared and decided upon."""
