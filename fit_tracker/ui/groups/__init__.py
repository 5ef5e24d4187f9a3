"""Grupper: families who receive a service together."""
