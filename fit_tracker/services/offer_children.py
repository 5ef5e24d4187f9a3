"""Whether each child still lives at home and goes to school or day care: start, quarter, end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fit_tracker.domain.offers import Attends, Due, Lives, moments, next_quarter
from fit_tracker.domain.people import Actor
from fit_tracker.errors import InvalidInput
from fit_tracker.services import offer_rows
from fit_tracker.services.context import Context, audit
from fit_tracker.services.offer_rows import OfferRow
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class ChildNow:
    """One child's situation. "Unknown" is an answer too."""

    member_id: UUID
    lives: Lives
    attends: Attends


def record(
    ctx: Context,
    actor: Actor,
    offer_id: UUID,
    revision: int,
    due: Due,
    asked_on: date,
    children: tuple[ChildNow, ...],
) -> None:
    """Write up every child at one of the moments so far; written again, the latest counts."""
    require(actor, Action.RUN_OFFER)

    def work(unit: Unit) -> None:
        found = offer_rows.change(ctx, unit, actor, offer_id, revision)
        offer_rows.day_in_offer(ctx, found, asked_on)
        if due not in open_moments(ctx, found):
            raise InvalidInput("Børnenes situation skrives op ved start, hvert kvartal og slut.")
        write(ctx, unit, actor, found, (due, asked_on), children)
        audit(ctx, unit, actor, "child_situation_recorded", [found.family_id])

    ctx.database.in_transaction(work)


def open_moments(ctx: Context, found: OfferRow) -> list[Due]:
    """The moments so far and the next quarter: one may be asked a little early."""
    return moments(found.started_on, None, next_quarter(found.started_on, ctx.today()))


def write(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    found: OfferRow,
    at: tuple[Due, date],
    given: tuple[ChildNow, ...],
) -> None:
    """Every child of the family at one moment, inside a transaction that has checked who may."""
    known = offer_rows.children(offer_rows.members(unit, [found.family_id]))
    if sorted(one.member_id for one in given) != sorted(child.member_id for child in known):
        raise InvalidInput(
            "Skriv for hvert barn, hvor det bor, og om det går i skole eller tilbud."
        )
    due, asked_on = at
    for one in given:
        unit.execute(
            "offers/insert_situation",
            child_situation_id=ctx.new_id(),
            offer_id=found.offer_id,
            member_id=one.member_id,
            moment=due.moment.value,
            due_on=due.due_on,
            asked_on=asked_on,
            lives=one.lives.value,
            attends=one.attends.value,
            now=ctx.clock(),
            by=actor.user_id,
        )
