"""Planned hours from a frame, and what room is left: worked by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fit_tracker.domain.frames import UNSTATED, Frame
from fit_tracker.domain.staffing import Load, fit, order, weekly_hours


@pytest.mark.parametrize(
    ("frame", "hours"),
    [
        (Frame(minutes_min=60, minutes_max=60, interval_days_min=7, interval_days_max=7), "1.0"),
        # 75 minutes every 10.5 days: 75 * 7 / (60 * 10.5) = 0.83.
        (Frame(minutes_min=60, minutes_max=90, interval_days_min=7, interval_days_max=14), "0.8"),
        # 120 minutes every 14 days.
        (Frame(minutes_max=120, interval_days_min=14), "1.0"),
        # 90 minutes every 30 days: 0.35 is rounded up.
        (Frame(minutes_min=90, interval_days_min=30, interval_days_max=30), "0.4"),
        (Frame(minutes_min=60, minutes_max=60), None),
        (Frame(interval_days_min=7), None),
        (UNSTATED, None),
    ],
)
def test_hours_a_week_by_the_frame(frame: Frame, hours: str | None) -> None:
    assert weekly_hours(frame) == (None if hours is None else Decimal(hours))


def load(planned: str, hours: str | None, families: int = 3, unstated: int = 0) -> Load:
    given = None if hours is None else Decimal(hours)
    return Load(families, Decimal(planned), unstated, given)


def test_room_is_what_is_left_and_unknown_without_stated_hours() -> None:
    assert load("12.5", "20").room == Decimal("7.5")
    assert load("22", "20").room == Decimal(-2)
    assert load("12.5", None).room is None


@pytest.mark.parametrize(
    ("hours", "left", "fits"),
    [("5", "20", True), ("5.1", "20", False), (None, "20", True), (None, "15", False)],
)
def test_room_must_hold_the_hours_asked_for(hours: str | None, left: str, fits: bool) -> None:
    """15 planned of 20: 5 hours fit, 5.1 do not; asked for nothing, any room will do."""
    found = fit(load("15", left), (), (), None if hours is None else Decimal(hours))
    assert found.fits is fits


def test_tags_count_whatever_their_case() -> None:
    found = fit(load("1", None), ("Traumer", "spædbørn"), ("traumer", "Autisme"), None)
    assert (found.has, found.lacks, found.fits) == (("traumer",), ("Autisme",), None)


def test_most_competences_first_then_room() -> None:
    wanted = ("a", "b")
    people = {
        "both, no room": (("a", "b"), load("20", "20")),
        "both, unknown": (("a", "b"), load("1", None)),
        "one, most room": (("a",), load("0", "30")),
        "one, less room": (("b",), load("10", "30")),
    }
    ranked = sorted(
        people, key=lambda n: order(fit(people[n][1], people[n][0], wanted, None), people[n][1])
    )
    assert ranked == ["both, unknown", "both, no room", "one, most room", "one, less room"]
