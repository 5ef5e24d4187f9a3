"""When meetings are due: every expected day is written out and can be checked by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fit_tracker.domain.frames import UNSTATED, FollowUpRule, Frame
from fit_tracker.domain.meeting_plan import (
    Because,
    Rule,
    ahead,
    at_start,
    by_rhythm,
    first_follow_up,
    following,
    read_rule,
    status_meeting,
)
from fit_tracker.domain.meetings import MeetingKind

# Norddjurs' catalogue: N02 "første gang efter 3 måneder … Herefter hver 6. måned", N03 the first
# only, N07 "senest 3 måneder efter … minimum hver 6. måned", N01 a status meeting after 8.
N02 = FollowUpRule(3, 6)
N03 = FollowUpRule(3)
N07 = FollowUpRule(3, 6, first_is_latest=True, then_is_minimum=True)


def d(text: str) -> date:
    return date.fromisoformat(text)


def chain(rule: FollowUpRule, start: str, n: int, rhythm: int | None = None) -> list[str]:
    """The due days when each follow-up is held on its day; those after the first in `rhythm`."""
    found = first_follow_up(rule, d(start))
    days = []
    while found is not None and len(days) < n:
        days.append(found.due_on.isoformat())
        found = following(found.rule, rule, rhythm, found.due_on)
    return days


@pytest.mark.parametrize(
    ("start", "days"),
    [
        # A month end clamps where the month is shorter and comes back: it does not drift.
        ("2024-01-31", ["2024-04-30", "2024-10-31", "2025-04-30", "2025-10-31"]),
        ("2023-11-30", ["2024-02-29", "2024-08-30", "2025-02-28", "2025-08-30"]),
        ("2023-11-29", ["2024-02-29", "2024-08-29", "2025-02-28", "2025-08-29"]),
        ("2024-02-29", ["2024-05-29", "2024-11-29", "2025-05-29", "2025-11-29"]),
        ("2024-08-31", ["2024-11-30", "2025-05-31", "2025-11-30", "2026-05-31"]),
        ("2024-12-15", ["2025-03-15", "2025-09-15", "2026-03-15", "2026-09-15"]),
    ],
)
def test_three_months_then_every_six(start: str, days: list[str]) -> None:
    assert chain(N02, start, 4) == days
    assert chain(N07, start, 4) == days


def test_a_service_that_states_the_first_only_has_no_second() -> None:
    assert chain(N03, "2024-01-31", 4) == ["2024-04-30"]


def test_a_service_that_states_nothing_has_none() -> None:
    assert at_start(UNSTATED, d("2024-01-31")) == []
    assert ahead(FollowUpRule(), d("2024-01-31"), d("2024-06-01")) is None


def test_the_rhythm_decided_in_the_case_goes_before_the_services_own() -> None:
    days = ["2024-04-30", "2024-08-31", "2024-12-31", "2025-04-30"]
    assert chain(N02, "2024-01-31", 4, rhythm=4) == days
    assert chain(N03, "2024-01-31", 4, rhythm=4) == days


@pytest.mark.parametrize(
    ("held", "due"),
    [
        ("2024-03-20", "2024-10-31"),  # early: the days stay where the start put them
        ("2024-04-30", "2024-10-31"),
        ("2024-06-14", "2024-10-31"),  # late
        ("2024-10-30", "2024-10-31"),
        ("2024-10-31", "2025-04-30"),  # so late that the next day has come: skipped
        ("2025-01-10", "2025-04-30"),
    ],
)
def test_a_late_meeting_does_not_move_the_next(held: str, due: str) -> None:
    first = Rule(Because.FIRST, 3, d("2024-01-31"))
    found = following(first, N02, None, d(held))
    assert found is not None
    assert found.due_on == d(due)


@pytest.mark.parametrize(
    ("held", "due"),
    [("2024-03-20", "2024-09-20"), ("2024-04-30", "2024-10-31"), ("2024-06-14", "2024-10-31")],
)
def test_at_least_every_six_months_also_counts_from_the_last_one(held: str, due: str) -> None:
    found = following(Rule(Because.LATEST, 3, d("2024-01-31")), N07, None, d(held))
    assert found is not None
    assert found.due_on == d(due)
    assert found.rule == Rule(Because.THEN, 9, d("2024-01-31"))


@pytest.mark.parametrize(
    ("today", "due"),
    [
        ("2024-04-30", "2024-04-30"),
        ("2024-05-01", "2024-10-31"),
        ("2024-10-31", "2024-10-31"),
        ("2026-02-01", "2026-04-30"),
    ],
)
def test_a_course_from_before_the_tool_gets_what_lies_ahead(today: str, due: str) -> None:
    found = ahead(N02, d("2024-01-31"), d(today))
    assert found is not None
    assert found.due_on == d(due)


def test_a_first_only_that_has_passed_is_not_made_up_for() -> None:
    assert ahead(N03, d("2024-01-31"), d("2024-05-01")) is None


@pytest.mark.parametrize(
    ("before", "months", "today", "due"),
    [
        ("first:3:2024-01-31", 2, "2024-05-02", "2024-06-30"),
        ("then:9:2024-01-31", 3, "2024-11-05", "2025-01-31"),
        ("then:9:2024-01-31", 1, "2025-02-10", "2025-02-28"),
    ],
)
def test_a_rhythm_counts_on_from_the_last_one(
    before: str, months: int, today: str, due: str
) -> None:
    found = by_rhythm(read_rule(before), N03, d("2024-01-31"), months, d(today))
    assert found is not None
    assert found.due_on == d(due)
    assert found.rule.because is Because.DECIDED


def test_a_rhythm_without_any_follow_up_before_counts_from_the_start() -> None:
    found = by_rhythm(None, FollowUpRule(), d("2024-01-31"), 2, d("2024-05-02"))
    assert found is not None
    assert found.due_on == d("2024-05-31")


def test_a_course_begins_with_the_meetings_its_service_asks_for() -> None:
    frame = Frame(start_up_meeting=True, network_meeting=True, follow_up=N07)
    assert [(one.kind, one.due_on.isoformat(), str(one.rule)) for one in at_start(
        frame, d("2023-11-30")
    )] == [
        (MeetingKind.START_UP, "2023-11-30", "start:0:2023-11-30"),
        (MeetingKind.NETWORK, "2023-11-30", "start:0:2023-11-30"),
        (MeetingKind.FOLLOW_UP, "2024-02-29", "latest:3:2023-11-30"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("n", "gap", "due"),
    [
        (0, 7, None),
        (6, 7, None),
        (7, 7, "2024-02-26"),  # 1 January + 6 weeks = 12 February, and two more
        (7, 14, "2024-04-22"),  # 25 March and four weeks
        (8, 7, "2024-02-26"),  # 19 February and one more: the same day
        (9, 7, "2024-02-26"),  # the ninth does not count
        (8, 1, "2024-01-15"),  # eight days running: a week after the last, 8 January
    ],
)
def test_the_status_meeting_takes_the_place_of_the_ninth(n: int, gap: int, due: str | None) -> None:
    held = [d("2024-01-01") + timedelta(days=gap * k) for k in range(n)]
    found = status_meeting(8, held, d("2023-12-18"))
    assert (found.due_on.isoformat() if found else None) == due


def test_a_rule_reads_as_it_was_written() -> None:
    rule = Rule(Because.DECIDED, 15, d("2024-02-29"))
    assert read_rule(str(rule)) == rule
    assert rule.months_on == d("2025-05-29")
