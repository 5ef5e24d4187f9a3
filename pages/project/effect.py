"""Effekt: a programme's own answers before, after and at follow-up."""

from __future__ import annotations

from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard

guard.require(Action.SEE_EFFECT)
