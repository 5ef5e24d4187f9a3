"""Effekt on the screen: a programme's frozen table, its figure, and what it costs."""
