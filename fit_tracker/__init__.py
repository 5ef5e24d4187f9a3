"""FIT Tracker: feedback-informed family treatment, visit by visit."""

__version__ = "0.1.0"
