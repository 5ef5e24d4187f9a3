"""The page of the status report."""
