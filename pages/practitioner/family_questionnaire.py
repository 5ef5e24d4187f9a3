"""Familievisning: one person's questionnaire while they hold the tablet."""

from __future__ import annotations

from fit_tracker.ui import guard
from fit_tracker.ui.questionnaire import tablet

session, enrolment_id, moment = guard.require_family_questionnaire()
tablet.show(session, enrolment_id, moment)
