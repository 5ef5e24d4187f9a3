"""What an assessment is made of, for those who show it: pages and ui import from here."""

from __future__ import annotations

from fit_tracker.progression.status import (
    Assessment,
    FamilyAssessment,
    FamilyStatus,
    Level,
    Reading,
    Reason,
    ReasonCode,
    SeriesKey,
    Status,
)

__all__ = [
    "Assessment",
    "FamilyAssessment",
    "FamilyStatus",
    "Level",
    "Reading",
    "Reason",
    "ReasonCode",
    "SeriesKey",
    "Status",
]
