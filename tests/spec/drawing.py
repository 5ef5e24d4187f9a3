"""Read a drawn table: a row of visits, a row per scale, "-" where nothing was rated.

A row `risk` means that a model speaks: at each rating its alarm score is `high` (at or over
its threshold) or `low`. Without the row no model speaks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import takewhile
from uuid import UUID

from fit_tracker.domain.people import RaterKind
from fit_tracker.progression.expectation import Expected
from fit_tracker.progression.status import (
    Assessment,
    FamilyAssessment,
    Reading,
    Reason,
    Rules,
    SeriesKey,
    VisitPoint,
    assess_family,
    assess_series,
)
from tests.spec.scales import CATALOGUE

FIRST_DAY = date(2026, 1, 5)
NOTHING = "-"
NAMES = ("mother", "father", "child", "sister", "brother")
PEOPLE = {name: UUID(int=1001 + place) for place, name in enumerate(NAMES)}


@dataclass(frozen=True)
class Case:
    """One drawing and what the rules must say about it."""

    title: str
    drawing: str
    expected: str
    rules: Rules = field(default_factory=Rules)


def rows_of(drawing: str) -> dict[str, list[str]]:
    lines = (line.split() for line in drawing.strip().splitlines())
    return {name: cells for name, *cells in lines}


def visits_of(rows: dict[str, list[str]]) -> list[VisitPoint]:
    held = rows.get("held", ["yes"] * len(rows["visit"]))
    return [
        VisitPoint(UUID(int=number), number, _day(number), attended == "yes")
        for number, attended in zip(map(int, rows["visit"]), held, strict=True)
    ]


def readings_of(rows: dict[str, list[str]], name: str, scales: list[str]) -> list[Reading]:
    cells = rows.get(name, [NOTHING] * len(rows["visit"]))
    return [
        Reading(UUID(int=number), number, _day(number), Decimal(cell), scale)
        for number, cell, scale in zip(map(int, rows["visit"]), cells, scales, strict=True)
        if cell != NOTHING
    ]


def expected_of(rows: dict[str, list[str]], name: str) -> Expected | None:
    """What a model says after the latest rating; only the drawn `over` sets the status."""
    if name not in rows:
        return None
    marks = [mark for mark in rows[name] if mark != NOTHING]
    over = len(list(takewhile(lambda mark: mark == "high", reversed(marks))))
    return model_says(over)


def model_says(over: int) -> Expected:
    return Expected(
        model_version="spec",
        n_courses=84,
        path=(),
        stops_at=None,
        risk_deteriorated=0.21,
        risk_not_success=0.67,
        threshold=12.6,
        over=over,
        below=over,
        ppv_hits=31,
        ppv_n=44,
        ppv_low=0.56,
        ppv_high=0.82,
    )


def assess_drawing(case: Case) -> Assessment:
    rows = rows_of(case.drawing)
    scales = rows.get("scale", ["adult"] * len(rows["visit"]))
    alliance = readings_of(rows, "alliance", ["alliance"] * len(scales))
    outcome = readings_of(rows, "outcome", scales)
    model = expected_of(rows, "risk")
    return assess_series(outcome, alliance, visits_of(rows), CATALOGUE, case.rules, model)


def assess_family_drawing(case: Case) -> FamilyAssessment:
    """Rows named "child/mother" are about the child, rated by the mother."""
    rows = rows_of(case.drawing)
    series = {_key(name): name for name in rows if "/" in name and ":" not in name}
    found = {key: _one_of_family(rows, name, case.rules) for key, name in series.items()}
    return assess_family(found, CATALOGUE)


def said(assessment: Assessment) -> str:
    """The result as the spec writes it: "worsening: worsening_persists, ..."."""
    codes = ", ".join(_named(reason) for reason in assessment.reasons)
    return assessment.status.value + (f": {codes}" if codes else "")


def said_of_family(assessment: FamilyAssessment) -> str:
    attention = "attention" if assessment.needs_attention else "no attention"
    codes = ", ".join(_named(reason) for _, reason in assessment.reasons)
    return f"{assessment.status.value}, {attention}" + (f": {codes}" if codes else "")


def _named(reason: Reason) -> str:
    """Its code, marked where it has become a hint because a model speaks."""
    return reason.code.value + (" (hint)" if reason.level is not reason.code.level else "")


def _one_of_family(rows: dict[str, list[str]], name: str, rules: Rules) -> Assessment:
    scale = "adult" if name.endswith("/self") else "about"
    outcome = readings_of(rows, name, [scale] * len(rows["visit"]))
    bond = readings_of(rows, f"{name}:alliance", ["alliance"] * len(rows["visit"]))
    model = expected_of(rows, f"{name}:risk")
    return assess_series(outcome, bond, visits_of(rows), CATALOGUE, rules, model)


def _key(name: str) -> SeriesKey:
    member, rater = name.split("/")
    if rater == "self":
        return SeriesKey(PEOPLE[member], RaterKind.SELF, PEOPLE[member])
    return SeriesKey(PEOPLE[member], RaterKind.CARETAKER, PEOPLE[rater])


def _day(visit: int) -> date:
    return FIRST_DAY + timedelta(weeks=visit - 1)
