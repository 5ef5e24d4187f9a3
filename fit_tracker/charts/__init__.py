"""Figures as plain dictionaries: built here, shown by pages. Nothing here draws or reads."""
