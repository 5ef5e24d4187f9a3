"""The demo municipality: invented from end to end, written through services."""
