"""Gør klar: the project leader computes, annotates and releases a review."""

from __future__ import annotations

from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard

guard.require(Action.PREPARE_REVIEWS)
