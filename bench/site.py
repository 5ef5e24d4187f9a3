"""A small site for the benchmarks that need no demo: one family of three per practitioner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

from fit_tracker import wiring
from fit_tracker.domain.people import Actor, MemberRole, RaterKind, Role
from fit_tracker.domain.visits import VisitStatus
from fit_tracker.services import administration, families, visits
from fit_tracker.services.administration import NewUser
from fit_tracker.services.context import Context
from fit_tracker.settings import from_environment

PASSWORD = "kun til maaling"
SCALES = ("outcome-adult", "outcome-adult", "outcome-child")
BONDS = ("alliance-13plus", "alliance-13plus", "alliance-child")
RATINGS_OF_A_VISIT = len(SCALES) + len(BONDS)


@dataclass(frozen=True)
class Household:
    """A practitioner with their own family, which nobody else may see."""

    actor: Actor
    family_id: UUID
    episode_id: UUID
    members: tuple[UUID, ...]


def open_database(path: Path) -> Context:
    return wiring.build(from_environment({"FIT_TRACKER_DATABASE": str(path)}))


def create(ctx: Context, practitioners: int) -> list[Household]:
    """An empty database becomes a site with so many practitioners."""
    first = NewUser("admin", "Admin", Role.ADMINISTRATOR, PASSWORD, must_change_password=False)
    admin = administration.first_run(ctx, "Målekommune", "Team", first)
    team = administration.teams(ctx, admin)[0].team_id
    service = administration.create_service(ctx, admin, "N02", "Familiebehandling")
    return [_household(ctx, admin, team, service, number) for number in range(practitioners)]


def _household(ctx: Context, admin: Actor, team: UUID, service: UUID, number: int) -> Household:
    new = NewUser(f"p{number:03}", f"P{number}", Role.PRACTITIONER, PASSWORD, (team,))
    actor = Actor(administration.create_user(ctx, admin, new), Role.PRACTITIONER)
    start = ctx.today() - timedelta(days=400)
    members = household_members(ctx.today())
    family = families.NewFamily(f"F-{number}", team, service, start, members)
    made = families.create(ctx, actor, family)
    return Household(actor, made.family_id, made.episode_id, made.member_ids)


def household_members(today: date) -> tuple[families.NewMember, ...]:
    """A family of three whose scales are `SCALES` and `BONDS`, also in the year before."""
    return (
        families.NewMember(MemberRole.MOTHER, 1986, "Mor"),
        families.NewMember(MemberRole.FATHER, 1984, "Far"),
        families.NewMember(MemberRole.CHILD, today.year - 9, "Dreng"),
    )


def full_visit(
    ctx: Context, home: Household, day: date, value: Decimal, submission_id: UUID | None = None
) -> visits.Recorded:
    """Record a visit of three raters on both scales, every item at `value`."""
    new = visits.NewVisit(
        submission_id or uuid4(), home.episode_id, day, VisitStatus.ATTENDED, home.members
    )
    return visits.record_visit(ctx, home.actor, new, ratings(ctx, home.members, value))


def ratings(ctx: Context, members: Sequence[UUID], value: Decimal) -> list[visits.NewRating]:
    return [
        visits.NewRating(
            uuid4(),
            member,
            RaterKind.SELF,
            member,
            scale,
            {item.key: value for item in ctx.instruments.get(scale).items},
        )
        for scales in (SCALES, BONDS)
        for member, scale in zip(members, scales, strict=True)
    ]
