"""How the work is spread among colleagues: families and planned hours, never outcomes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from fit_tracker.domain.people import Actor, Role
from fit_tracker.domain.staffing import Load, weekly_hours
from fit_tracker.services.catalogue import all_frames
from fit_tracker.services.context import Context
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class StaffLoad:
    """One colleague, in alphabetical order wherever they stand. `of_team` of their families
    belong to the team that is looked at."""

    user_id: UUID
    display_name: str
    active: bool
    role: Role
    load: Load
    tags: tuple[str, ...]
    of_team: int


@dataclass(frozen=True)
class _Part:
    """One colleague's families in one service; `decided` of them have hours of their own."""

    user_id: UUID
    display_name: str
    active: bool
    role: Role
    hours: Decimal | None
    service_id: UUID | None
    families: int
    decided: int
    planned: Decimal
    of_team: int


def of_team(ctx: Context, unit: Unit, actor: Actor, team_id: UUID) -> list[StaffLoad]:
    """Everybody who works in the team or treats one of its families. Families of another team
    count too: they take the same hours."""
    rows = unit.all(
        _Part, "assigning/loads", actor_id=actor.user_id, team_id=team_id, today=ctx.today()
    )
    parts: dict[UUID, list[_Part]] = defaultdict(list)
    for row in rows:
        parts[row.user_id].append(row)
    stated = {service_id: weekly_hours(frame) for service_id, frame in all_frames(unit).items()}
    tags = _tags(unit, list(parts))
    return [_of(found, stated, tags[user_id]) for user_id, found in parts.items()]


def _of(parts: list[_Part], stated: dict[UUID, Decimal | None], tags: tuple[str, ...]) -> StaffLoad:
    planned, unstated = Decimal(0), 0
    for part in parts:
        left = part.families - part.decided
        by_frame = stated.get(part.service_id) if part.service_id else None
        planned += part.planned + (by_frame or 0) * left
        unstated += left if by_frame is None else 0
    one = parts[0]
    load = Load(sum(part.families for part in parts), planned, unstated, one.hours)
    of_team = sum(part.of_team for part in parts)
    return StaffLoad(one.user_id, one.display_name, one.active, one.role, load, tags, of_team)


def _tags(unit: Unit, user_ids: list[UUID]) -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, tuple[str, ...]] = defaultdict(tuple)
    for user_id, tag in unit.rows("assigning/tags", user_ids=user_ids):
        found[user_id] += (tag,)
    return found
