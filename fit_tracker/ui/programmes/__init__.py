"""Programmes on the screen: the list, one of them, its forms, and their words."""
