"""A programme's questionnaire, on the tablet or typed from paper."""

from __future__ import annotations

from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard

guard.require(Action.ASK_MEASURES)
