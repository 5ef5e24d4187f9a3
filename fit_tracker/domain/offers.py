"""The emergency offer: the emergency team in one family, from intensive to ordinary support."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from uuid import UUID

from fit_tracker.domain.followups import add_months

NOTICE = timedelta(days=1)
"""The family's hours go up and down with a day's notice."""
QUARTER = 3
"""Months from one look at the children's situation to the next, counted from the start."""
STEP = 15
"""Hours are written up in quarter hours."""
_TENTH = Decimal("0.1")
_HUNDREDTH = Decimal("0.01")
_WEEK = 7


class Stage(StrEnum):
    INTENSIVE = "intensive"
    STEP_DOWN = "step_down"
    ORDINARY = "ordinary"


class SafetyPlan(StrEnum):
    PRESENT = "present"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"


class PartOfDay(StrEnum):
    DAY = "day"
    EVENING = "evening"
    WEEKEND = "weekend"


class Moment(StrEnum):
    START = "start"
    QUARTER = "quarter"
    END = "end"


class Lives(StrEnum):
    """Where the child lives."""

    HOME = "home"
    OTHER_HOME = "other_home"
    PLACED = "placed"
    UNKNOWN = "unknown"


class Attends(StrEnum):
    """Whether the child goes to school or day care."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_RELEVANT = "not_relevant"
    UNKNOWN = "unknown"


class Profession(StrEnum):
    FAMILY_THERAPIST = "family_therapist"
    PEDAGOGUE = "pedagogue"
    PSYCHOLOGIST = "psychologist"
    ADVISER = "adviser"
    OTHER = "other"


@dataclass(frozen=True)
class Plan:
    """Planned hours a week from a day on, until the next row's."""

    offer_plan_id: UUID
    offer_id: UUID
    since: date
    stage: Stage
    weekly_hours: Decimal
    reason: str


@dataclass(frozen=True)
class Used:
    """Hours used on a day, as they stand after corrections."""

    submission_id: UUID
    offer_id: UUID
    worked_on: date
    minutes: int
    profession: Profession
    part_of_day: PartOfDay
    revision: int


@dataclass(frozen=True)
class Situation:
    """One child at one of the moments; the latest of a moment counts."""

    offer_id: UUID
    member_id: UUID
    moment: Moment
    due_on: date
    asked_on: date
    lives: Lives
    attends: Attends


@dataclass(frozen=True)
class Due:
    """A moment at which every child's situation is asked for."""

    moment: Moment
    due_on: date


@dataclass(frozen=True)
class Missing:
    """A child whose situation at a moment has not been written up."""

    member_id: UUID
    due: Due


@dataclass(frozen=True)
class Week:
    """Hours planned and used in one week; `used` is None for weeks to come."""

    monday: date
    planned: Decimal
    used: Decimal | None


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def hours(minutes: int) -> Decimal:
    """Quarter hours are exact in hundredths, so that parts add up to their sum."""
    return (Decimal(minutes) / 60).quantize(_HUNDREDTH)


def danish_hours(value: Decimal) -> str:
    """ "20", "12,5" and "22,75": no more decimals than there are."""
    return f"{value.quantize(_HUNDREDTH):f}".rstrip("0").rstrip(".").replace(".", ",")


def _tenths(value: Decimal) -> Decimal:
    return value.quantize(_TENTH, rounding=ROUND_HALF_UP)


def current(plan: Sequence[Plan], day: date) -> Plan | None:
    """The row that holds on `day`; `plan` is in the order of time."""
    return next((row for row in reversed(plan) if row.since <= day), None)


def ahead(plan: Sequence[Plan], day: date) -> Plan | None:
    """The next change after `day`: the step-down that is planned."""
    return next((row for row in plan if row.since > day), None)


def planned(plan: Sequence[Plan], first: date, last: date) -> Decimal:
    """Hours planned from `first` to `last`, a day being a seventh of its week.

    20 hours a week until Wednesday and 13 from Thursday on are 3/7 of 20 and 4/7 of 13:
    16.0 hours that week.
    """
    return _tenths(sum(_daily(plan, first, last), Decimal(0)) / _WEEK)


def _daily(plan: Sequence[Plan], first: date, last: date) -> Iterator[Decimal]:
    for n in range((last - first).days + 1):
        row = current(plan, first + timedelta(days=n))
        if row is not None:
            yield row.weekly_hours


def average_planned(plan: Sequence[Plan], started_on: date, today: date) -> Decimal:
    """Planned hours a week on average, from the start until today, or until a week of the
    last planned row has passed where that is later: a short peak does not count as the
    average, a plan that stays high does."""
    until = max([today, *(row.since + timedelta(days=_WEEK - 1) for row in plan[-1:])])
    days = (until - started_on).days + 1
    return _tenths(sum(_daily(plan, started_on, until), Decimal(0)) / days)


def average_used(used: Sequence[Used], started_on: date, until: date) -> Decimal:
    """Hours used a week on average; a course of less than a week counts as one."""
    minutes = sum(row.minutes for row in used)
    days = max((until - started_on).days + 1, _WEEK)
    return _tenths(Decimal(minutes) * _WEEK / (60 * days))


def short_notice(since: date, today: date) -> bool:
    """A change from today or earlier gives less than a day's notice; from tomorrow it is kept."""
    return since < today + NOTICE


def part_of(day: date) -> PartOfDay:
    """What a day says by itself: weekend on Saturday and Sunday, else day."""
    return PartOfDay.WEEKEND if day.weekday() >= 5 else PartOfDay.DAY


def weeks(
    plan: Sequence[Plan],
    used: Sequence[Used],
    span: tuple[date, date | None],
    today: date,
    coming: int = 4,
) -> list[Week]:
    """Every week from the first of `span` on: up to this one, and `coming` planned ones where
    the offer has not ended."""
    started_on, ended_on = span
    last = min(ended_on or today + timedelta(weeks=coming), today + timedelta(weeks=coming))
    starts = range((monday(last) - monday(started_on)).days // _WEEK + 1)
    mondays = [monday(started_on) + timedelta(weeks=n) for n in starts]
    return [_week(plan, used, span, one, today) for one in mondays]


def _week(
    plan: Sequence[Plan],
    used: Sequence[Used],
    span: tuple[date, date | None],
    start: date,
    today: date,
) -> Week:
    end = start + timedelta(days=_WEEK - 1)
    within = max(start, span[0]), min(end, span[1] or end)
    minutes = sum(row.minutes for row in used if start <= row.worked_on <= end)
    return Week(start, planned(plan, *within), hours(minutes) if start <= today else None)


def moments(started_on: date, ended_on: date | None, until: date) -> list[Due]:
    """Start, every quarter counted from the start (never drifting), and the end, up to
    `until`. A quarter on the last day is the end."""
    last = min(ended_on or until, until)
    found = [Due(Moment.START, started_on)]
    for day in _quarters(started_on):
        if day > last or day == ended_on:
            break
        found.append(Due(Moment.QUARTER, day))
    return found + ([Due(Moment.END, ended_on)] if ended_on is not None else [])


def _quarters(started_on: date) -> Iterator[date]:
    n = QUARTER
    while True:
        yield add_months(started_on, n)
        n += QUARTER


def next_quarter(started_on: date, today: date) -> date:
    """The first quarter after today."""
    return next(day for day in _quarters(started_on) if day > today)


def missing(
    children: Sequence[UUID], known: Sequence[Situation], dues: Sequence[Due]
) -> list[Missing]:
    """The children whose situation has not been written up, oldest moment first."""
    written = {(one.member_id, one.moment, one.due_on) for one in known}
    return [
        Missing(child, due)
        for due in dues
        for child in children
        if (child, due.moment, due.due_on) not in written
    ]
