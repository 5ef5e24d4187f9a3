"""The emergency offer's arithmetic: hours by day, averages, notice, and the moments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from fit_tracker.domain.capacity import Targets, read, write
from fit_tracker.domain.offers import (
    Attends,
    Due,
    Lives,
    Moment,
    PartOfDay,
    Plan,
    Profession,
    Situation,
    Stage,
    Used,
    ahead,
    average_planned,
    average_used,
    current,
    danish_hours,
    hours,
    missing,
    moments,
    next_quarter,
    part_of,
    planned,
    short_notice,
    weeks,
)

ONE = UUID(int=1)
MONDAY = date(2026, 11, 2)


def row(since: date, weekly: str, stage: Stage = Stage.INTENSIVE) -> Plan:
    return Plan(ONE, ONE, since, stage, Decimal(weekly), "")


def worked(on: date, minutes: int) -> Used:
    return Used(ONE, ONE, on, minutes, Profession.PEDAGOGUE, PartOfDay.DAY, 1)


PLAN = [row(MONDAY, "20"), row(date(2026, 11, 12), "13", Stage.STEP_DOWN)]


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        # A whole week at one rate is the rate.
        (date(2026, 11, 2), date(2026, 11, 8), "20.0"),
        # Monday to Wednesday at 20, Thursday to Sunday at 13: (3*20 + 4*13) / 7 = 16.
        (date(2026, 11, 9), date(2026, 11, 15), "16.0"),
        (date(2026, 11, 16), date(2026, 11, 22), "13.0"),
        # One day of twenty hours a week: 20 / 7 = 2.857.
        (date(2026, 11, 2), date(2026, 11, 2), "2.9"),
        # Before the plan begins nothing is planned.
        (date(2026, 10, 26), date(2026, 11, 1), "0.0"),
    ],
)
def test_a_day_is_a_seventh_of_its_week(first: date, last: date, told: str) -> None:
    assert planned(PLAN, first, last) == Decimal(told)


def test_the_row_that_holds_and_the_next_one() -> None:
    assert current(PLAN, date(2026, 11, 1)) is None
    assert current(PLAN, MONDAY) == PLAN[0]
    assert current(PLAN, date(2026, 11, 11)) == PLAN[0]
    assert current(PLAN, date(2026, 11, 12)) == PLAN[1]
    assert ahead(PLAN, date(2026, 11, 11)) == PLAN[1]
    assert ahead(PLAN, date(2026, 11, 12)) is None


@pytest.mark.parametrize(
    ("plan", "today", "told"),
    [
        ([row(MONDAY, "30")], MONDAY, "30.0"),
        ([row(MONDAY, "30.1")], MONDAY, "30.1"),
        # A week at 40, then a week at 20 planned: 30 on average, though today is at 40.
        ([row(MONDAY, "40"), row(date(2026, 11, 9), "20")], MONDAY, "30.0"),
        # Three weeks at 40 and the week at 20: (3*40 + 20) / 4 = 35.
        ([row(MONDAY, "40"), row(date(2026, 11, 23), "20")], MONDAY, "35.0"),
        # The longer it lasts at 20, the lower the average: (40 + 3*20) / 4 = 25.
        ([row(MONDAY, "40"), row(date(2026, 11, 9), "20")], date(2026, 11, 29), "25.0"),
    ],
)
def test_the_average_is_of_the_whole_plan(plan: list[Plan], today: date, told: str) -> None:
    assert average_planned(plan, MONDAY, today) == Decimal(told)


def test_hours_used_on_average_count_the_first_days_as_a_week() -> None:
    assert average_used([worked(MONDAY, 600)], MONDAY, MONDAY) == Decimal("10.0")
    assert average_used([worked(MONDAY, 600)], MONDAY, date(2026, 11, 15)) == Decimal("5.0")


@pytest.mark.parametrize(
    ("since", "told"),
    [
        (date(2026, 11, 3), False),  # tomorrow: a day's notice is kept
        (date(2026, 11, 2), True),  # today
        (date(2026, 11, 1), True),  # yesterday
    ],
)
def test_a_days_notice(since: date, told: bool) -> None:
    assert short_notice(since, MONDAY) is told


def test_the_day_says_weekend_and_nothing_of_evenings() -> None:
    assert part_of(date(2026, 11, 6)) is PartOfDay.DAY
    assert part_of(date(2026, 11, 7)) is PartOfDay.WEEKEND
    assert part_of(date(2026, 11, 8)) is PartOfDay.WEEKEND
    assert part_of(date(2026, 11, 9)) is PartOfDay.DAY


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(0, "0"), (15, "0,25"), (45, "0,75"), (90, "1,5"), (600, "10"), (1365, "22,75")],
)
def test_quarter_hours_are_exact(minutes: int, told: str) -> None:
    assert hours(minutes) == Decimal(minutes) / 60
    assert danish_hours(hours(minutes)) == told


def test_weeks_run_from_the_start_to_those_planned_ahead() -> None:
    used = [worked(date(2026, 11, 4), 90), worked(date(2026, 11, 8), 30)]
    told = weeks(PLAN, used, (date(2026, 11, 4), None), date(2026, 11, 11), coming=1)
    assert [(w.monday, w.planned, w.used) for w in told] == [
        # Five days of the first week, from the Wednesday it began: 5 * 20 / 7 = 14.3.
        (date(2026, 11, 2), Decimal("14.3"), Decimal("2.0")),
        (date(2026, 11, 9), Decimal("16.0"), Decimal("0.0")),
        (date(2026, 11, 16), Decimal("13.0"), None),
    ]


def test_an_ended_offer_has_no_weeks_after_its_end() -> None:
    span = date(2026, 11, 2), date(2026, 11, 10)
    told = weeks(PLAN, [], span, date(2026, 12, 24))
    assert [w.monday for w in told] == [date(2026, 11, 2), date(2026, 11, 9)]
    assert told[-1].planned == Decimal("5.7")  # two days: 2 * 20 / 7


START = date(2026, 8, 31)
# Counted from the start and never drifting: 30-11, 28-02, 31-05.
MOMENTS = [
    (date(2026, 8, 31), None, [("start", START)]),
    (date(2026, 11, 29), None, [("start", START)]),
    (date(2026, 11, 30), None, [("start", START), ("quarter", date(2026, 11, 30))]),
    (
        date(2027, 5, 31),
        None,
        [
            ("start", START),
            ("quarter", date(2026, 11, 30)),
            ("quarter", date(2027, 2, 28)),
            ("quarter", date(2027, 5, 31)),
        ],
    ),
    # A quarter on the last day is the end.
    (date(2026, 11, 30), date(2026, 11, 30), [("start", START), ("end", date(2026, 11, 30))]),
    (
        date(2027, 9, 1),
        date(2026, 12, 1),
        [("start", START), ("quarter", date(2026, 11, 30)), ("end", date(2026, 12, 1))],
    ),
]


@pytest.mark.parametrize(("today", "ended_on", "told"), MOMENTS)
def test_the_moments_of_the_childrens_situation(
    today: date, ended_on: date | None, told: list[tuple[str, date]]
) -> None:
    assert [(due.moment, due.due_on) for due in moments(START, ended_on, today)] == told


def test_the_next_quarter_is_after_today() -> None:
    assert next_quarter(START, START) == date(2026, 11, 30)
    assert next_quarter(START, date(2026, 11, 29)) == date(2026, 11, 30)
    assert next_quarter(START, date(2026, 11, 30)) == date(2027, 2, 28)


def test_who_is_missing_at_which_moment() -> None:
    boy, girl = UUID(int=2), UUID(int=3)
    dues = [Due(Moment.START, START), Due(Moment.QUARTER, date(2026, 11, 30))]
    known = [
        Situation(ONE, boy, Moment.START, START, START, Lives.HOME, Attends.YES),
        Situation(ONE, girl, Moment.START, START, START, Lives.UNKNOWN, Attends.UNKNOWN),
        Situation(ONE, boy, Moment.QUARTER, date(2026, 11, 30), START, Lives.PLACED, Attends.NO),
    ]
    found = missing([boy, girl], known, dues)
    assert [(one.member_id, one.due.moment) for one in found] == [(girl, Moment.QUARTER)]
    assert missing([], [], dues) == []


def test_targets_come_back_as_they_were_written() -> None:
    given = Targets(
        6,
        8,
        22,
        date(2020, 1, 1),
        date(2022, 12, 31),
        {Profession.PSYCHOLOGIST: Decimal("5"), Profession.FAMILY_THERAPIST: Decimal("32")},
        Decimal("30.0"),
        "målgruppe; organisationen skriver 4–5",
    )
    assert read(write(given)) == given
    assert given.staff_hours == Decimal("37")
    assert read(None) == Targets()
    assert Targets().staff_hours is None
    assert Targets().period is None
