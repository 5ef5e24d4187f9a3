"""Programmer: periods, targets, measures and costs as data."""

from __future__ import annotations

from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard

guard.require(Action.MANAGE_PROGRAMMES)
