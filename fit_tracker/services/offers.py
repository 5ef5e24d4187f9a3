"""The emergency offer: begun from an open response, ended with the children's situation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

from fit_tracker.domain.offers import Due, Moment, SafetyPlan, Stage
from fit_tracker.domain.people import Actor
from fit_tracker.domain.times import clock
from fit_tracker.errors import Conflict, InvalidInput
from fit_tracker.services import checks, offer_rows
from fit_tracker.services.context import Context, audit
from fit_tracker.services.offer_children import ChildNow, write
from fit_tracker.services.offer_plan import FARTHEST, weekly
from fit_tracker.services.offer_plan import insert as insert_plan
from fit_tracker.services.offer_rows import OfferRow
from fit_tracker.services.offer_team import NewPlace
from fit_tracker.services.offer_team import insert as insert_place
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class StepDown:
    """A planned change: hours a week from a day on."""

    since: date
    stage: Stage
    weekly_hours: Decimal


@dataclass(frozen=True)
class NewOffer:
    """What an offer begins with. `response_id` names the response it comes from; without one
    it is the family's open one. `ahead` is the planned course down to ordinary support."""

    started_on: date
    weekly_hours: Decimal
    team: tuple[NewPlace, ...]
    safety_plan: SafetyPlan
    ahead: tuple[StepDown, ...] = ()
    response_id: UUID | None = None


def start(ctx: Context, actor: Actor, family_id: UUID, new: NewOffer) -> UUID:
    """Begin the offer in a family with an open response; one runs at a time."""
    require(actor, Action.RUN_OFFER)
    _check(ctx, new)

    def work(unit: Unit) -> UUID:
        checks.family(unit, actor, family_id)
        unit.execute("families/take_turn", family_id=family_id, now=ctx.clock())
        _refuse_second(unit, family_id)
        response_id, episode_id = _response(unit, family_id, new.response_id)
        checks.day_in_episode(
            checks.active_episode(unit, actor, episode_id), new.started_on, ctx.today()
        )
        offer_id = _insert(ctx, unit, actor, family_id, episode_id, response_id, new)
        audit(ctx, unit, actor, "offer_started", [family_id])
        return offer_id

    return ctx.database.in_transaction(work)


def _check(ctx: Context, new: NewOffer) -> None:
    if new.started_on > ctx.today():
        raise InvalidInput("Tilbuddets start ligger i fremtiden.")
    if new.started_on < ctx.today() - FARTHEST:
        raise InvalidInput(
            "Datoen {day} ligger mere end to år tilbage. Ret den.",
            day=checks.danish_date(new.started_on),
        )
    if not new.team:
        raise InvalidInput("Vælg mindst én i familiens team.")
    days = [new.started_on, *(step.since for step in new.ahead)]
    if any(later <= before for before, later in pairwise(days)):
        raise InvalidInput("Hvert trin i planen skal ligge efter det forrige.")


def _refuse_second(unit: Unit, family_id: UUID) -> None:
    for name, at in unit.rows("offers/running_of_family", family_id=family_id):
        raise Conflict(
            "{name} startede tilbuddet til familien {day} kl. {time}.",
            name=name,
            day=checks.danish_date(at.date()),
            time=clock(at),
        )


def _response(unit: Unit, family_id: UUID, response_id: UUID | None) -> tuple[UUID, UUID]:
    found = unit.rows("offers/open_response", family_id=family_id)
    if not found or response_id not in (None, found[0][0]):
        raise InvalidInput(
            "Familien har ingen åben sag i beredskabet. Tilbuddet begynder fra en sag: lad "
            "lederen melde familien akut, hvis det haster."
        )
    return found[0]


def _insert(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    family_id: UUID,
    episode_id: UUID,
    response_id: UUID,
    new: NewOffer,
) -> UUID:
    offer_id = ctx.new_id()
    unit.execute(
        "offers/insert",
        offer_id=offer_id,
        family_id=family_id,
        episode_id=episode_id,
        response_id=response_id,
        started_on=new.started_on,
        safety_plan=new.safety_plan.value,
        now=ctx.clock(),
        by=actor.user_id,
    )
    for place in new.team:
        insert_place(ctx, unit, offer_id, place, new.started_on)
    first = StepDown(new.started_on, Stage.INTENSIVE, new.weekly_hours)
    for step in (first, *new.ahead):
        hours = weekly(step.weekly_hours)
        insert_plan(ctx, unit, actor, offer_id, (step.since, step.stage, hours), "")
    return offer_id


def set_safety_plan(
    ctx: Context, actor: Actor, offer_id: UUID, revision: int, state: SafetyPlan, on: date
) -> None:
    """Whether the family has a safety plan, as it stood on a day."""
    require(actor, Action.RUN_OFFER)

    def work(unit: Unit) -> None:
        found = offer_rows.change(ctx, unit, actor, offer_id, revision)
        offer_rows.day_in_offer(ctx, found, on)
        unit.execute(
            "offers/set_safety_plan", offer_id=offer_id, safety_plan=state.value, safety_plan_on=on
        )
        audit(ctx, unit, actor, "safety_plan_set", [found.family_id], detail=state.value)

    ctx.database.in_transaction(work)


def end(
    ctx: Context,
    actor: Actor,
    offer_id: UUID,
    revision: int,
    ended_on: date,
    children: tuple[ChildNow, ...],
) -> None:
    """End the offer; where each child lives and whether it attends is asked now or never:
    the emergency team sees the family no longer."""
    require(actor, Action.RUN_OFFER)

    def work(unit: Unit) -> None:
        found = offer_rows.change(ctx, unit, actor, offer_id, revision)
        offer_rows.day_in_offer(ctx, found, ended_on)
        _refuse_later(unit, found, ended_on)
        write(ctx, unit, actor, found, (Due(Moment.END, ended_on), ctx.today()), children)
        _close(ctx, unit, found, ended_on)
        audit(ctx, unit, actor, "offer_ended", [found.family_id])

    ctx.database.in_transaction(work)


def _refuse_later(unit: Unit, found: OfferRow, ended_on: date) -> None:
    logged = offer_rows.used(unit, [found.offer_id], found.started_on)
    if logged and logged[0].worked_on > ended_on:
        raise InvalidInput(
            "Tilbuddet kan ikke slutte før de seneste timer {day}.",
            day=checks.danish_date(logged[0].worked_on),
        )


def _close(ctx: Context, unit: Unit, found: OfferRow, ended_on: date) -> None:
    for row in offer_rows.plans(unit, [found.offer_id]):
        if row.since > ended_on:
            unit.execute(
                "offers/withdraw_plan",
                offer_plan_id=row.offer_plan_id,
                offer_id=found.offer_id,
                now=ctx.clock(),
            )
    unit.execute("offers/end_team", offer_id=found.offer_id, until=ended_on)
    unit.execute("offers/end", offer_id=found.offer_id, ended_on=ended_on)
