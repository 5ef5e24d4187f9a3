"""The rows of an emergency offer, and what every change of one shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from fit_tracker.domain.capacity import Targets
from fit_tracker.domain.capacity import read as read_targets
from fit_tracker.domain.offers import Plan, Profession, SafetyPlan, Situation, Used
from fit_tracker.domain.people import Actor, Member, MemberRole
from fit_tracker.domain.times import clock
from fit_tracker.errors import Conflict, InvalidInput
from fit_tracker.services import checks
from fit_tracker.services.context import Context
from fit_tracker.store.database import Unit

TARGETS = "offer_targets"


@dataclass(frozen=True)
class OfferRow:
    """One offer as it stands."""

    offer_id: UUID
    family_id: UUID
    episode_id: UUID
    response_id: UUID | None
    case_number: str
    team_name: str
    started_on: date
    ended_on: date | None
    safety_plan: SafetyPlan
    safety_plan_on: date
    episode_ended_on: date | None
    changed_at: datetime
    changed_by_name: str
    revision: int

    @property
    def runs(self) -> bool:
        return self.ended_on is None

    @property
    def span(self) -> tuple[date, date | None]:
        return self.started_on, self.ended_on


@dataclass(frozen=True)
class Place:
    """Somebody's place on a family's team."""

    offer_team_id: UUID
    offer_id: UUID
    user_id: UUID | None
    name: str
    profession: Profession
    since: date


def visible(unit: Unit, actor: Actor, offer_id: UUID) -> OfferRow:
    """The offer, or the same answer whether it does not exist or may not be seen."""
    found = unit.one(OfferRow, "offers/one", offer_id=offer_id)
    checks.family(unit, actor, found.family_id)
    return found


def running(ctx: Context, unit: Unit, actor: Actor, offer_id: UUID) -> OfferRow:
    """The offer, running, with its family's turn taken: two writers meet here."""
    found = visible(unit, actor, offer_id)
    if not found.runs:
        raise InvalidInput(
            "Tilbuddet sluttede {day}. Start et nyt, hvis familien har brug for det igen.",
            day=checks.danish_date(found.ended_on or ctx.today()),
        )
    unit.execute("families/take_turn", family_id=found.family_id, now=ctx.clock())
    return found


def change(ctx: Context, unit: Unit, actor: Actor, offer_id: UUID, revision: int) -> OfferRow:
    """The running offer, changed once more; refused when somebody has changed it since."""
    found = running(ctx, unit, actor, offer_id)
    if found.revision != revision:
        raise Conflict(
            "{name} ændrede tilbuddet kl. {time}. Intet er gemt: se ændringen, og prøv igen.",
            name=found.changed_by_name,
            time=clock(found.changed_at),
        )
    unit.execute("offers/change", offer_id=offer_id, now=ctx.clock(), by=actor.user_id)
    return found


def day_in_offer(ctx: Context, found: OfferRow, day: date) -> None:
    """A day of the offer so far."""
    if day > ctx.today():
        raise InvalidInput("Datoen {day} ligger i fremtiden.", day=checks.danish_date(day))
    if day < found.started_on:
        raise InvalidInput(
            "Datoen {day} ligger før tilbuddets start {start}.",
            day=checks.danish_date(day),
            start=checks.danish_date(found.started_on),
        )
    if found.ended_on is not None and day > found.ended_on:
        raise InvalidInput(
            "Datoen {day} ligger efter tilbuddets afslutning {end}.",
            day=checks.danish_date(day),
            end=checks.danish_date(found.ended_on),
        )


def plans(unit: Unit, offer_ids: list[UUID]) -> list[Plan]:
    return unit.all(Plan, "offers/plans", offer_ids=offer_ids)


def used(unit: Unit, offer_ids: list[UUID], since: date) -> list[Used]:
    return unit.all(Used, "offers/hours", offer_ids=offer_ids, since=since)


def places(unit: Unit, offer_ids: list[UUID]) -> list[Place]:
    return unit.all(Place, "offers/teams", offer_ids=offer_ids)


def situations(unit: Unit, offer_ids: list[UUID]) -> list[Situation]:
    return unit.all(Situation, "offers/situations", offer_ids=offer_ids)


def members(unit: Unit, family_ids: list[UUID]) -> list[Member]:
    return unit.all(Member, "families/members_of", family_ids=family_ids)


def children(found: list[Member]) -> list[Member]:
    return [member for member in found if member.role is MemberRole.CHILD]


def targets(unit: Unit) -> Targets:
    return read_targets(unit.value("site/setting", name=TARGETS))
