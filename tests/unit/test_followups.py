"""Days counted in months: against another program, and never drifting."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from fit_tracker.domain.followups import add_months, due_date, due_dates, months_due
from fit_tracker.domain.frames import FollowUpRule

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
MONTHS = st.integers(0, 600)


@given(DAYS, st.integers(-600, 600))
def test_months_are_added_as_by_dateutil(day: date, n: int) -> None:
    assert add_months(day, n) == day + relativedelta(months=n)


@given(DAYS, st.integers(1, 24), st.integers(1, 24), st.integers(1, 40))
def test_days_due_never_drift(start: date, first: int, then: int, count: int) -> None:
    """Each is counted from the start: the day of the month is the start's own wherever the
    month has it, and the month's last where it has not; so no day is ever lost for good."""
    days = due_dates(FollowUpRule(first, then), start, count)
    assert len(days) == count
    for number, day in enumerate(days):
        assert day == start + relativedelta(months=first + number * then)
        is_last = (day + relativedelta(days=1)).day == 1
        assert day.day == start.day or (day.day < start.day and is_last)


@given(DAYS, st.integers(1, 24), st.integers(1, 24))
def test_days_due_come_in_order(start: date, first: int, then: int) -> None:
    days = due_dates(FollowUpRule(first, then), start, 20)
    assert days == sorted(set(days))
    assert days[0] > start


@given(DAYS, st.integers(1, 24))
def test_whole_years_keep_day_and_month(start: date, years: int) -> None:
    later = add_months(start, 12 * years)
    assert later.year == start.year + years
    leap = (start.month, start.day) == (2, 29)
    assert (later.month, later.day) == (start.month, start.day) or leap


def test_a_rhythm_decided_in_the_case_goes_before_the_rule() -> None:
    rule, start = FollowUpRule(3, 6), date(2026, 1, 31)
    assert due_date(rule, start, 1, rhythm=4) == date(2026, 4, 30)
    assert due_date(rule, start, 2, rhythm=4) == date(2026, 8, 31)
    assert due_date(rule, start, 3, rhythm=4) == date(2026, 12, 31)


def test_where_the_text_states_no_rhythm_only_the_case_can() -> None:
    first_only, nothing = FollowUpRule(3), FollowUpRule()
    assert months_due(first_only, 2) is None
    assert months_due(first_only, 2, rhythm=6) == 9
    assert months_due(nothing, 1) is None
    assert months_due(nothing, 1, rhythm=6) == 6
    assert months_due(nothing, 2, rhythm=6) == 12


def test_there_is_no_follow_up_before_the_first() -> None:
    assert months_due(FollowUpRule(3, 6), 0) is None
    assert due_dates(FollowUpRule(3, 6), date(2026, 1, 1), 0) == []
