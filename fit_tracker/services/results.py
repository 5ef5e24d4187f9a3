"""What an assessment is made of, for those who show it: pages and ui import from here."""

from __future__ import annotations

from fit_tracker.progression.expectation import Band, Expected
from fit_tracker.progression.quality import (
    BudgetPoint,
    Calibration,
    Coverage,
    Forecast,
    Quality,
    RiskBin,
    Rival,
    Share,
    WarningPower,
)
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
    "Band",
    "BudgetPoint",
    "Calibration",
    "Coverage",
    "Expected",
    "FamilyAssessment",
    "FamilyStatus",
    "Forecast",
    "Level",
    "Quality",
    "Reading",
    "Reason",
    "ReasonCode",
    "RiskBin",
    "Rival",
    "SeriesKey",
    "Share",
    "Status",
    "WarningPower",
]
