"""The planned hours a week, from intensive to ordinary support, changed with a day's notice."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from fit_tracker.domain import offers as rules
from fit_tracker.domain.offers import Plan, Stage
from fit_tracker.domain.people import Actor
from fit_tracker.domain.scores import score
from fit_tracker.errors import InvalidInput, NotFound
from fit_tracker.services import checks, offer_rows
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit

HOURS_OF_A_WEEK = 168
# The averages count every planned day: a mistyped year would stop the list of offers for all.
FARTHEST = timedelta(days=730)


class PlanWarning(StrEnum):
    """What the plan says against itself. It warns and never hinders: the family comes first."""

    SHORT_NOTICE = "short_notice"
    ABOVE_LIMIT = "above_limit"


def change(
    ctx: Context,
    actor: Actor,
    offer_id: UUID,
    revision: int,
    since: date,
    stage: Stage,
    weekly_hours: Decimal,
    reason: str,
) -> tuple[PlanWarning, ...]:
    """Plan other hours from a day on; another plan for the same day gives way to this one."""
    require(actor, Action.RUN_OFFER)
    clean = checks.free_text(reason, "grund")
    hours = weekly(weekly_hours)

    def work(unit: Unit) -> tuple[PlanWarning, ...]:
        found = offer_rows.change(ctx, unit, actor, offer_id, revision)
        if since < found.started_on:
            raise InvalidInput(
                "Planen kan ikke begynde før tilbuddets start {start}.",
                start=checks.danish_date(found.started_on),
            )
        _give_way(ctx, unit, offer_id, since)
        insert(ctx, unit, actor, offer_id, (since, stage, hours), clean)
        audit(ctx, unit, actor, "offer_plan_changed", [found.family_id])
        return _warnings(ctx, unit, found.started_on, offer_id, since)

    return ctx.database.in_transaction(work)


def weekly(value: Decimal) -> Decimal:
    """Hours a week with at most one decimal; refused where a week is too short for them."""
    try:
        hours = score(value)
    except ValueError:
        raise InvalidInput("Skriv timer om ugen med højst én decimal.") from None
    if not 0 <= hours <= HOURS_OF_A_WEEK:
        raise InvalidInput("Timer om ugen skal ligge mellem 0 og {n}.", n=HOURS_OF_A_WEEK)
    return hours


def _give_way(ctx: Context, unit: Unit, offer_id: UUID, since: date) -> None:
    for row in offer_rows.plans(unit, [offer_id]):
        if row.since == since:
            _withdraw(ctx, unit, row)


def _withdraw(ctx: Context, unit: Unit, row: Plan) -> None:
    unit.execute(
        "offers/withdraw_plan",
        offer_plan_id=row.offer_plan_id,
        offer_id=row.offer_id,
        now=ctx.clock(),
    )


def insert(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    offer_id: UUID,
    step: tuple[date, Stage, Decimal],
    reason: str,
) -> None:
    """A row of the plan, inside a transaction that has checked who may."""
    since, stage, weekly_hours = step
    if since > ctx.today() + FARTHEST:
        raise InvalidInput(
            "Planen {day} ligger mere end to år ude i fremtiden. Ret den.",
            day=checks.danish_date(since),
        )
    unit.execute(
        "offers/insert_plan",
        offer_plan_id=ctx.new_id(),
        offer_id=offer_id,
        since=since,
        stage=stage.value,
        weekly_hours=weekly_hours,
        reason=reason,
        now=ctx.clock(),
        by=actor.user_id,
    )


def _warnings(
    ctx: Context, unit: Unit, started_on: date, offer_id: UUID, since: date
) -> tuple[PlanWarning, ...]:
    plan = offer_rows.plans(unit, [offer_id])
    average = rules.average_planned(plan, started_on, ctx.today())
    found = {
        PlanWarning.SHORT_NOTICE: rules.short_notice(since, ctx.today()),
        PlanWarning.ABOVE_LIMIT: average > offer_rows.targets(unit).weekly_limit,
    }
    return tuple(warning for warning, holds in found.items() if holds)


def withdraw(
    ctx: Context, actor: Actor, offer_id: UUID, revision: int, offer_plan_id: UUID
) -> None:
    """Take back a planned change that has not begun."""
    require(actor, Action.RUN_OFFER)

    def work(unit: Unit) -> None:
        found = offer_rows.change(ctx, unit, actor, offer_id, revision)
        plan = {row.offer_plan_id: row for row in offer_rows.plans(unit, [offer_id])}
        row = plan.get(offer_plan_id)
        if row is None:
            raise NotFound("Det findes ikke, eller du har ikke adgang til det.")
        if row.since <= ctx.today():
            raise InvalidInput("Planen er begyndt. Planlæg en ny ændring i stedet.")
        _withdraw(ctx, unit, row)
        audit(ctx, unit, actor, "offer_plan_changed", [found.family_id])

    ctx.database.in_transaction(work)
