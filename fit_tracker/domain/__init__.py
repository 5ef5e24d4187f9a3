"""What the service talks about: families, episodes, visits, ratings. Standard library only."""
