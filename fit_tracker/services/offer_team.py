"""The family's team in the emergency offer: who, and as what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fit_tracker.domain.offers import Profession
from fit_tracker.domain.people import Actor
from fit_tracker.errors import InvalidInput, NotFound
from fit_tracker.services import checks, offer_rows
from fit_tracker.services.context import Context, audit
from fit_tracker.services.families import Colleague
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class NewPlace:
    """Somebody with an account, or the function of one without ("Skolens pædagog")."""

    profession: Profession
    user_id: UUID | None = None
    name: str = ""


def staff(ctx: Context, actor: Actor) -> list[Colleague]:
    """Who may be on a family's team: no family in it."""
    require(actor, Action.RUN_OFFER)
    return ctx.database.in_transaction(_staff)


def _staff(unit: Unit) -> list[Colleague]:
    return unit.all(Colleague, "offers/staff")


def join(
    ctx: Context, actor: Actor, offer_id: UUID, revision: int, new: NewPlace, since: date
) -> None:
    """Put somebody on the family's team."""
    require(actor, Action.RUN_OFFER)

    def work(unit: Unit) -> None:
        found = offer_rows.change(ctx, unit, actor, offer_id, revision)
        offer_rows.day_in_offer(ctx, found, since)
        known = offer_rows.places(unit, [offer_id])
        if new.user_id is not None and new.user_id in {place.user_id for place in known}:
            raise InvalidInput("Medarbejderen er allerede i familiens team.")
        insert(ctx, unit, offer_id, new, since)
        audit(ctx, unit, actor, "offer_team_changed", [found.family_id])

    ctx.database.in_transaction(work)


def insert(ctx: Context, unit: Unit, offer_id: UUID, new: NewPlace, since: date) -> None:
    """A place on the team, inside a transaction that has checked who may."""
    if new.user_id is not None and new.user_id not in {one.user_id for one in _staff(unit)}:
        raise InvalidInput("Vælg en medarbejder, der arbejder med familier.")
    name = checks.free_text(new.name, "funktion", required=new.user_id is None)
    unit.execute(
        "offers/insert_team",
        offer_team_id=ctx.new_id(),
        offer_id=offer_id,
        user_id=new.user_id,
        name=name if new.user_id is None else "",
        profession=new.profession.value,
        since=since,
    )


def leave(ctx: Context, actor: Actor, offer_id: UUID, revision: int, offer_team_id: UUID) -> None:
    """End a place on the team today. Somebody always stays."""
    require(actor, Action.RUN_OFFER)

    def work(unit: Unit) -> None:
        found = offer_rows.change(ctx, unit, actor, offer_id, revision)
        known = {place.offer_team_id for place in offer_rows.places(unit, [offer_id])}
        if offer_team_id not in known:
            raise NotFound("Det findes ikke, eller du har ikke adgang til det.")
        if len(known) == 1:
            raise InvalidInput("Familien skal have mindst én i sit team.")
        unit.execute(
            "offers/leave_team", offer_team_id=offer_team_id, offer_id=offer_id, until=ctx.today()
        )
        audit(ctx, unit, actor, "offer_team_changed", [found.family_id])

    ctx.database.in_transaction(work)
