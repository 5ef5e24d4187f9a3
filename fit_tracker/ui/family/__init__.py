"""The pieces of the family page."""
