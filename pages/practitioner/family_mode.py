"""Familievisning: the scales of one visit while the family holds the tablet."""

from __future__ import annotations

from fit_tracker.ui import guard
from fit_tracker.ui.visit import family_mode

session, visit_id = guard.require_family_mode()

family_mode.show(session, visit_id)
