"""What the database already holds of the families in a file, and where new ones go.

An administrator sees no family, so these reads stay inside the import: what leaves it is
counts and the rows of the administrator's own file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NoReturn, TypeVar
from uuid import UUID

from fit_tracker.domain.episodes import Episode, Service
from fit_tracker.domain.people import Actor, Member, Role
from fit_tracker.domain.visits import Rating, Visit
from fit_tracker.exchange.mapping import Named, Target
from fit_tracker.instruments.fields import Field
from fit_tracker.services import administration
from fit_tracker.services.context import Context
from fit_tracker.services.course import RatingKey, key_of
from fit_tracker.store.database import Unit

T = TypeVar("T", Member, Episode)


@dataclass(frozen=True)
class Destination:
    """Where families that are new here can go, by name (services also by code), and who
    treats them."""

    services: Mapping[str, Service]
    teams: Mapping[str, UUID]
    user_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class Known:
    """The families of the file that exist, by case number, with their courses."""

    families: dict[str, UUID]
    members: dict[UUID, list[Member]]
    episodes: dict[UUID, list[Episode]]
    visits: dict[tuple[UUID, date], list[Visit]]
    participants: set[tuple[UUID, UUID]]
    ratings: dict[RatingKey, list[Rating]]


def destination(ctx: Context, actor: Actor, target: Target) -> Destination:
    """Look the mapping's names up; one that is unknown names file, line and field."""
    teams = {team.name: team.team_id for team in administration.teams(ctx, actor)}
    active = [one for one in administration.services(ctx, actor) if one.active]
    services = {one.name: one for one in active} | {one.code: one for one in active}
    _check_name(target.service, services)
    _check_name(target.team, teams)
    people = {
        user.username: user.user_id
        for user in administration.users(ctx, actor)
        if user.active and user.role in (Role.PRACTITIONER, Role.LEADER)
    }
    users = []
    for field in target.practitioners:
        if field.text() not in people:
            _unknown(field, field.text(), people)
        users.append(people[field.text()])
        _check_team(ctx, actor, field, users[-1], teams[target.team.source.value])
    return Destination(services, teams, tuple(dict.fromkeys(users)))


def _check_name(named: Named, known: Mapping[str, object]) -> None:
    """One name for the whole file is judged here; a column's are, row by row."""
    if named.source.column is None and named.source.value not in known:
        _unknown(named.field, named.source.value, known)


def _unknown(field: Field, found: str, known: Mapping[str, object]) -> NoReturn:
    field.fail(
        "{file}, linje {line}, felt «{field}»: «{found}» findes ikke her; kendte er: {known}.",
        found=found,
        known=", ".join(sorted(known)) or "–",
    )


def _check_team(ctx: Context, actor: Actor, field: Field, user_id: UUID, team_id: UUID) -> None:
    if team_id not in {team.team_id for team in administration.teams_of(ctx, actor, user_id)}:
        field.fail(
            "{file}, linje {line}, felt «{field}»: «{found}» hører ikke til teamet.",
            found=field.text(),
        )


def load(unit: Unit, case_numbers: Iterable[str]) -> Known:
    """Read what exists of these families."""
    rows = unit.rows("imports/families", case_numbers=list(dict.fromkeys(case_numbers)))
    families = {row[1]: row[0] for row in rows}
    ids = list(families.values())
    episodes = unit.all(Episode, "imports/episodes", family_ids=ids)
    episode_ids = [episode.episode_id for episode in episodes]
    visits = unit.all(Visit, "imports/visits", episode_ids=episode_ids)
    ratings = unit.all(Rating, "imports/ratings", episode_ids=episode_ids)
    participants = unit.rows("imports/participants", episode_ids=episode_ids)
    return Known(
        families,
        _grouped(unit.all(Member, "imports/members", family_ids=ids)),
        _grouped(episodes),
        _by_day(visits),
        {(row[0], row[1]) for row in participants},
        _by_key(ratings),
    )


def _grouped(rows: Sequence[T]) -> dict[UUID, list[T]]:
    found: dict[UUID, list[T]] = defaultdict(list)
    for row in rows:
        found[row.family_id].append(row)
    return dict(found)


def _by_day(visits: Sequence[Visit]) -> dict[tuple[UUID, date], list[Visit]]:
    found: dict[tuple[UUID, date], list[Visit]] = defaultdict(list)
    for visit in visits:
        found[visit.episode_id, visit.visit_date].append(visit)
    return dict(found)


def _by_key(ratings: Sequence[Rating]) -> dict[RatingKey, list[Rating]]:
    found: dict[RatingKey, list[Rating]] = defaultdict(list)
    for rating in ratings:
        found[key_of(rating)].append(rating)
    return dict(found)
