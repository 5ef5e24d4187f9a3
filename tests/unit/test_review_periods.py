"""Periods as a command writes them, and which are offered."""

from __future__ import annotations

from datetime import date

import pytest

from fit_tracker.domain.reviews import PeriodKind
from fit_tracker.errors import InvalidInput
from fit_tracker.services.review_periods import offered, own, parse, quarter, require_ended


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("2025Q1", PeriodKind.QUARTER, date(2025, 1, 1), date(2025, 3, 31)),
        ("2024q1", PeriodKind.QUARTER, date(2024, 1, 1), date(2024, 3, 31)),
        ("2025Q4", PeriodKind.QUARTER, date(2025, 10, 1), date(2025, 12, 31)),
        ("2024/25", PeriodKind.SCHOOL_YEAR, date(2024, 8, 1), date(2025, 7, 31)),
        ("1999/00", PeriodKind.SCHOOL_YEAR, date(1999, 8, 1), date(2000, 7, 31)),
        ("2025", PeriodKind.YEAR, date(2025, 1, 1), date(2025, 12, 31)),
        (" 2025-01-15..2025-04-30 ", PeriodKind.OWN, date(2025, 1, 15), date(2025, 4, 30)),
    ],
)
def test_a_period_in_words(text: str, kind: PeriodKind, first: date, last: date) -> None:
    found = parse(text)
    assert (found.kind, found.first_day, found.last_day) == (kind, first, last)


@pytest.mark.parametrize(
    "text",
    ["", "2025Q5", "2025Q0", "2024/26", "0000", "2025-02-30..2025-04-01", "Q1", "2025-01-15"],
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(InvalidInput, match="er ikke en periode"):
        parse(text)


def test_a_programme_without_periods_has_none() -> None:
    with pytest.raises(InvalidInput, match="ingen periode 2"):
        parse("P2")


@pytest.mark.parametrize(("days", "fine"), [(27, False), (28, True), (29, True)])
def test_a_period_is_four_weeks_at_least(days: int, fine: bool) -> None:
    last = date.fromordinal(date(2025, 1, 1).toordinal() + days - 1)
    if fine:
        assert own(date(2025, 1, 1), last).last_day == last
        return
    with pytest.raises(InvalidInput, match="mindst 28 dage"):
        own(date(2025, 1, 1), last)


def test_only_periods_that_have_ended_are_offered() -> None:
    found = offered(date(2026, 3, 31))
    assert quarter(2025, 4) in found
    assert quarter(2026, 1) not in found
    assert [one.last_day for one in found] == sorted((o.last_day for o in found), reverse=True)
    assert quarter(2026, 1) in offered(date(2026, 4, 1))


def test_a_period_has_ended_the_day_after_its_last_day() -> None:
    require_ended(quarter(2025, 1), date(2025, 4, 1))
    with pytest.raises(InvalidInput, match="31-03-2025"):
        require_ended(quarter(2025, 1), date(2025, 3, 31))
