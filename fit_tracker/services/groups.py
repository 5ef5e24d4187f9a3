"""Groups: families who receive a service together, each keeping its own course and curve.

Whoever runs a group sees the case number and the members' labels of its families here, and
nothing else of a family that is not theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.errors import InvalidInput
from fit_tracker.services import checks
from fit_tracker.services.context import Context
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class Group:
    group_id: UUID
    team_id: UUID
    team_name: str
    service_id: UUID
    service_name: str
    name: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True)
class GroupRow(Group):
    """A group in the list, with how far it has come."""

    families: int
    sessions: int
    last_on: date | None


@dataclass(frozen=True)
class Place:
    """A family's place in a group, from its first to its last possible session (both days
    included). It ends with the course it belongs to at the latest."""

    group_place_id: UUID
    group_id: UUID
    family_id: UUID
    episode_id: UUID
    case_number: str
    since: date
    until: date | None

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def ahead(self, day: date) -> bool:
        """Whether sessions from `day` on are still to come for this family."""
        return self.until is None or self.until >= day


@dataclass(frozen=True)
class Person:
    """A member as those who run the group know them."""

    member_id: UUID
    label: str


def groups(ctx: Context, actor: Actor) -> list[GroupRow]:
    """The groups one may run, running ones first. No family is named here."""
    require(actor, Action.RUN_GROUPS)
    return ctx.database.in_transaction(
        lambda unit: unit.all(GroupRow, "groups/of_user", actor_id=actor.user_id, today=ctx.today())
    )


def found(unit: Unit, actor: Actor, group_id: UUID) -> Group:
    """The group, or the same answer whether it does not exist or is not one's own."""
    return unit.one(Group, "groups/visible", group_id=group_id, actor_id=actor.user_id)


def if_visible(unit: Unit, actor: Actor, group_id: UUID) -> Group | None:
    return unit.maybe(Group, "groups/visible", group_id=group_id, actor_id=actor.user_id)


def running(unit: Unit, actor: Actor, group_id: UUID) -> Group:
    group = found(unit, actor, group_id)
    if group.ended_on is not None:
        raise InvalidInput(
            "Gruppen sluttede {day}. Opret en ny gruppe, hvis I begynder igen.",
            day=checks.danish_date(group.ended_on),
        )
    return group


def places(unit: Unit, group_id: UUID) -> list[Place]:
    """All places of a group that has been found through group_access."""
    return unit.all(Place, "groups/places", group_id=group_id)


def check_since(group: Group, episode_start: date, since: date) -> None:
    if since < group.started_on:
        raise InvalidInput(
            "Gruppen starter {day}. Vælg den dag eller senere.",
            day=checks.danish_date(group.started_on),
        )
    if since < episode_start:
        raise InvalidInput(
            "Datoen {day} ligger før forløbets start {start}. Ret forløbets start først, hvis det "
            "begyndte tidligere.",
            day=checks.danish_date(since),
            start=checks.danish_date(episode_start),
        )


def refuse_before(last: date | None, on: date) -> None:
    if last is not None and on < last:
        raise InvalidInput(
            "Gangen {day} er skrevet op. Vælg den dag eller senere.",
            day=checks.danish_date(last),
        )
