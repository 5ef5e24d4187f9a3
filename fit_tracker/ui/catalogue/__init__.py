"""What services are, on the screen: lists, details, forms, and their words."""
