"""The emergency team's capacity: families against the plan, hours against staff, waiting time.

Counts of the whole site without any family: those who answer for the team's time steer by
them, whichever families they may see. The waiting times are those of the responses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from fit_tracker.domain import capacity as rules
from fit_tracker.domain.capacity import Targets
from fit_tracker.domain.offers import Profession, hours, monday, planned
from fit_tracker.domain.people import Actor
from fit_tracker.errors import InvalidInput
from fit_tracker.services import checks, offer_rows
from fit_tracker.services.context import Context, audit
from fit_tracker.services.offer_plan import weekly
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.response_figures import Days, counted
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class Capacity:
    """`begun` families this year, `begun_in_period` in the targets' period; hours of the week
    that begins on `monday`, `used_by` profession; days from flag to contact and decision."""

    year: int
    monday: date
    begun: int
    begun_in_period: int | None
    running: int
    planned: Decimal
    used: Decimal
    used_by: dict[Profession, Decimal]
    targets: Targets
    days_to_contact: Days
    days_to_decision: Days


def capacity(ctx: Context, actor: Actor) -> Capacity:
    require(actor, Action.RUN_OFFER)

    def work(unit: Unit) -> Capacity:
        today, goals = ctx.today(), offer_rows.targets(unit)
        start = monday(today)
        spans = _spans(unit, start)
        minutes = _minutes(unit, start)
        told = counted(ctx, unit, actor)[1]
        return Capacity(
            year=today.year,
            monday=start,
            begun=_begun(unit, date(today.year, 1, 1), date(today.year, 12, 31)),
            begun_in_period=_begun(unit, *goals.period) if goals.period else None,
            running=sum(ended_on is None for _, _, ended_on in spans),
            planned=_planned(unit, spans, start),
            used=hours(sum(minutes.values())),
            used_by={key: hours(n) for key, n in minutes.items() if n},
            targets=goals,
            days_to_contact=told.days_to_contact,
            days_to_decision=told.days_to_decision,
        )

    return ctx.database.in_transaction(work)


_Span = tuple[UUID, date, date | None]


def _begun(unit: Unit, first: date, last: date) -> int:
    return int(unit.value("offers/begun", first=first, last=last) or 0)


def _spans(unit: Unit, start: date) -> list[_Span]:
    return unit.rows("offers/spans", first=start, last=start + timedelta(days=6))


def _minutes(unit: Unit, start: date) -> dict[Profession, int]:
    rows = unit.rows("offers/minutes_by_profession", first=start, last=start + timedelta(days=6))
    return {Profession(code): int(minutes) for code, minutes in rows}


def _planned(unit: Unit, spans: list[_Span], start: date) -> Decimal:
    plans = offer_rows.plans(unit, [offer_id for offer_id, _, _ in spans])
    end = start + timedelta(days=6)
    each = (
        planned(
            [row for row in plans if row.offer_id == offer_id],
            max(start, began),
            min(end, ended or end),
        )
        for offer_id, began, ended in spans
    )
    return sum(each, Decimal(0))


def set_targets(ctx: Context, actor: Actor, new: Targets) -> None:
    """The numbers that are steered by, and where they stand: sources may disagree."""
    require(actor, Action.SET_DEADLINES)
    require(actor, Action.RUN_OFFER)
    checked = _checked(new)

    def work(unit: Unit) -> None:
        unit.execute("site/set_setting", name=offer_rows.TARGETS, value=rules.write(checked))
        audit(ctx, unit, actor, "capacity_targets_set")

    ctx.database.in_transaction(work)


def _checked(new: Targets) -> Targets:
    counts = (new.families_low, new.families_high, new.families_total)
    if any(n is not None and n < 0 for n in counts):
        raise InvalidInput("Antal familier kan ikke være under 0.")
    low, high = new.families_low, new.families_high
    if low is not None and high is not None and low > high:
        raise InvalidInput("Skriv det mindste antal familier om året først.")
    _check_period(new)
    if weekly(new.weekly_limit) == 0:
        raise InvalidInput("Grænsen for timer om ugen i en familie skal være over 0.")
    return Targets(
        *counts,
        new.period_from,
        new.period_to,
        {key: _staff(hours) for key, hours in new.staff.items() if hours},
        weekly(new.weekly_limit),
        checks.free_text(new.source, "hvor målene står", required=False),
    )


def _check_period(new: Targets) -> None:
    if (new.period_from is None) != (new.period_to is None):
        raise InvalidInput("Skriv både den første og den sidste dag i perioden.")
    if new.period and new.period[0] > new.period[1]:
        raise InvalidInput("Periodens første dag skal ligge før den sidste.")


def _staff(value: Decimal) -> Decimal:
    """Hours of several people in one profession may be more than a week."""
    if not 0 <= value < 10_000:
        raise InvalidInput("Timer om ugen skal ligge mellem 0 og {n}.", n=9999)
    return value
