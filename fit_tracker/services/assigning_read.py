"""The families of a team for assigning, and which colleagues could take one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from fit_tracker.domain.people import Actor, Member, Team
from fit_tracker.domain.staffing import Fit, fit, order, weekly_hours
from fit_tracker.services import staff_loads
from fit_tracker.services.catalogue import all_frames
from fit_tracker.services.context import Context, audit
from fit_tracker.services.lists import PAGE_SIZE, chosen_team, members_of, practitioners_of
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.staff_loads import StaffLoad
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class FamilyRow:
    """As the query gives it; `weekly_hours` are those decided for the family."""

    family_id: UUID
    case_number: str
    episode_id: UUID
    started_on: date
    unassigned: bool
    service_id: UUID
    service_name: str
    weekly_hours: Decimal | None
    matching: int


@dataclass(frozen=True)
class FamilyToAssign:
    """`hours` are planned hours a week: decided, or by the service's frame, or not stated."""

    family_id: UUID
    case_number: str
    started_on: date
    service_name: str
    unassigned: bool
    hours: Decimal | None
    members: list[Member]
    practitioners: list[tuple[UUID, str]]


@dataclass(frozen=True)
class Asked:
    """Which families: a part of the case number, one colleague's, or those without anybody."""

    text: str = ""
    practitioner_id: UUID | None = None
    unassigned_only: bool = False


@dataclass(frozen=True)
class Spread:
    families: int
    unassigned: int


@dataclass(frozen=True)
class AssigningBoard:
    """`spread` counts the whole team, `matching` what was asked for."""

    team: Team
    teams: list[Team]
    spread: Spread
    staff: list[StaffLoad]
    families: list[FamilyToAssign]
    matching: int


ALL = Asked()


@dataclass(frozen=True)
class Match:
    """A colleague who could take a family, and how they answer what is asked for."""

    one: StaffLoad
    fit: Fit


def board(
    ctx: Context,
    actor: Actor,
    team_id: UUID | None = None,
    asked: Asked = ALL,
    limit: int = PAGE_SIZE,
) -> AssigningBoard:
    """The team's families, those nobody treats first, and everybody's load."""
    require(actor, Action.ASSIGN)

    def work(unit: Unit) -> AssigningBoard:
        teams, team = chosen_team(unit, actor, team_id)
        scope = {"actor_id": actor.user_id, "team_id": team.team_id}
        rows = unit.all(
            FamilyRow,
            "assigning/families",
            wanted=asked.text.strip().lower(),
            practitioner_id=asked.practitioner_id,
            unassigned_only=asked.unassigned_only,
            today=ctx.today(),
            row_limit=limit,
            **scope,
        )
        audit(ctx, unit, actor, "families_listed", [row.family_id for row in rows], "assigning")
        return AssigningBoard(
            team,
            teams,
            unit.one(Spread, "assigning/unassigned", **scope),
            staff_loads.of_team(ctx, unit, actor, team.team_id),
            _families(unit, rows),
            rows[0].matching if rows else 0,
        )

    return ctx.database.in_transaction(work)


def _families(unit: Unit, rows: list[FamilyRow]) -> list[FamilyToAssign]:
    ids = [row.family_id for row in rows]
    members, staff, frames = members_of(unit, ids), practitioners_of(unit, ids), all_frames(unit)
    return [
        FamilyToAssign(
            row.family_id,
            row.case_number,
            row.started_on,
            row.service_name,
            row.unassigned,
            weekly_hours(frames[row.service_id]) if row.weekly_hours is None else row.weekly_hours,
            members[row.family_id],
            staff[row.family_id],
        )
        for row in rows
    ]


def matches(
    staff: Sequence[StaffLoad], wanted: Sequence[str], hours: Decimal | None
) -> list[Match]:
    """Who has the competences and room, with the reasons: most of what is asked for first, then
    those who have room, then by name. A list to choose from; the leader decides."""
    found = [Match(one, fit(one.load, one.tags, wanted, hours)) for one in staff if one.active]
    return sorted(
        found, key=lambda match: (*order(match.fit, match.one.load), match.one.display_name)
    )
