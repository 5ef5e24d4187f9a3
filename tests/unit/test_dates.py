"""Dates typed the Danish way."""

from __future__ import annotations

from datetime import date

import pytest

from fit_tracker.errors import InvalidInput
from fit_tracker.ui.dates import parse_day
from fit_tracker.ui.texts import day, long_day


@pytest.mark.parametrize(
    "text", ["03-11-2026", "3-11-2026", "03.11.2026", "3/11/2026", "03 11 2026", " 03-11-2026 "]
)
def test_day_before_month_whatever_stands_between(text: str) -> None:
    assert parse_day(text) == date(2026, 11, 3)


@pytest.mark.parametrize(
    "text",
    [
        "", "i går", "2026-11-03", "31-11-2026", "29-02-2025", "00-01-2026", "01-13-2026",
        "03-11-26", "03-11-20266", "03--11-2026", "03-11-2026 kl. 9", "01-01-0000",
    ],
)  # fmt: skip
def test_what_is_no_date_is_quoted_with_an_example(text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_day(text)
    assert str(caught.value) == (
        f"«{text}» er ikke en dato. Skriv dag, måned og år som 03-11-2026."
    )


def test_leap_days_are_days() -> None:
    assert parse_day("29-02-2024") == date(2024, 2, 29)


def test_dates_are_shown_as_they_are_typed() -> None:
    assert day(date(2026, 3, 1)) == "01-03-2026"
    assert day(None) == "–"
    assert parse_day(day(date(1999, 12, 31))) == date(1999, 12, 31)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2026, 11, 22), "Søndag 22-11-2026, uge 47"),
        # ISO 8601: 29 December 2025 is the Monday of week 1 of 2026; 3 January 2027 the
        # Sunday of week 53 of 2026.
        (date(2025, 12, 29), "Mandag 29-12-2025, uge 1"),
        (date(2027, 1, 3), "Søndag 03-01-2027, uge 53"),
    ],
)
def test_weeks_are_iso_weeks_and_days_are_danish(value: date, shown: str) -> None:
    assert long_day(value) == shown
