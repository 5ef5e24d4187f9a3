"""A group as its page shows it: who came when. Never a score of anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fit_tracker.domain.frames import Frame
from fit_tracker.domain.people import Actor, Member
from fit_tracker.domain.visits import VisitStatus
from fit_tracker.services import catalogue, groups
from fit_tracker.services.context import Context, audit
from fit_tracker.services.families import Colleague
from fit_tracker.services.groups import Group, Person, Place
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class Session:
    """One time the group met."""

    group_session_id: UUID
    submission_id: UUID
    held_on: date
    minutes: int
    written_by: str


@dataclass(frozen=True)
class Attended:
    """How it went with one family at one session; `people` counts those who came."""

    group_session_id: UUID
    family_id: UUID
    status: VisitStatus
    people: int


@dataclass(frozen=True)
class FamilyLine:
    """A family in the attendance list. `marks` has one place for each session: None where
    the family had no place in the group that day. `place` is its latest."""

    place: Place
    people: list[Person]
    marks: list[Attended | None]

    @property
    def of(self) -> int:
        return sum(mark is not None for mark in self.marks)

    @property
    def came(self) -> int:
        return sum(mark is not None and mark.status is VisitStatus.ATTENDED for mark in self.marks)


@dataclass(frozen=True)
class GroupView:
    group: Group
    frame: Frame
    leaders: list[Colleague]
    staff: list[Colleague]
    sessions: list[Session]
    families: list[FamilyLine]
    today: date

    @property
    def now(self) -> list[FamilyLine]:
        """The families with a place that has not ended."""
        return [line for line in self.families if line.place.ahead(self.today)]


@dataclass(frozen=True)
class InGroup:
    """A course's part in a group, for the family's own page."""

    group_id: UUID
    name: str
    since: date
    until: date | None
    came: int
    held: int


def read(ctx: Context, actor: Actor, group_id: UUID) -> GroupView:
    require(actor, Action.RUN_GROUPS)

    def work(unit: Unit) -> GroupView:
        group = groups.found(unit, actor, group_id)
        lines = _lines(unit, group_id)
        audit(
            ctx, unit, actor, "group_read", [line.place.family_id for line in lines],
            detail=str(group_id),
        )  # fmt: skip
        return GroupView(
            group,
            catalogue.frame_of(unit, group.service_id),
            unit.all(Colleague, "groups/leaders", group_id=group_id),
            unit.all(Colleague, "groups/staff", team_id=group.team_id),
            sessions(unit, group_id),
            lines,
            ctx.today(),
        )

    return ctx.database.in_transaction(work)


def sessions(unit: Unit, group_id: UUID) -> list[Session]:
    """All sessions of a group that has been found through group_access."""
    return unit.all(Session, "groups/sessions", group_id=group_id)


def _lines(unit: Unit, group_id: UUID) -> list[FamilyLine]:
    """One line a family, under its latest place."""
    latest = {one.family_id: one for one in groups.places(unit, group_id)}
    labels = people(unit, list(latest))
    known = {
        (mark.group_session_id, mark.family_id): mark
        for mark in unit.all(Attended, "groups/attendance", group_id=group_id)
    }
    held = [one.group_session_id for one in sessions(unit, group_id)]
    return [
        FamilyLine(
            place,
            [Person(member.member_id, member.label) for member in labels.get(family_id, [])],
            [known.get((session_id, family_id)) for session_id in held],
        )
        for family_id, place in latest.items()
    ]


def people(unit: Unit, family_ids: list[UUID]) -> dict[UUID, list[Member]]:
    """The members of families that have a place in a group the actor runs."""
    found: dict[UUID, list[Member]] = {}
    for member in unit.all(Member, "families/members_of", family_ids=family_ids):
        found.setdefault(member.family_id, []).append(member)
    return found


def of_episode(ctx: Context, unit: Unit, episode_id: UUID) -> list[InGroup]:
    """The groups a course has had a place in. For callers that have found the family."""
    return unit.all(InGroup, "groups/of_episode", episode_id=episode_id)
