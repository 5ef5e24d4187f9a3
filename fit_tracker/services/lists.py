"""Families in lists: a person's own, and a leader's team. No list reads ratings."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.people import Actor, Member, RaterKind, Team
from fit_tracker.errors import NotAllowed
from fit_tracker.progression.status import FamilyStatus, Reason, ReasonCode, SeriesKey
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit

QUIET_DAYS = 30
ENDED_DAYS = 90
# What a leader can take in, and a tablet can draw at once.
PAGE_SIZE = 40


@dataclass(frozen=True)
class CaseloadRow:
    """A row as the database keeps it; JSON columns are read by `CaseloadEntry`."""

    family_id: UUID
    case_number: str
    episode_id: UUID
    started_on: date
    planned_visits: int | None
    service_name: str
    status: FamilyStatus
    needs_attention: bool
    reasons: str
    visits_attended: int
    visits_with_outcome: int
    visits_with_alliance: int
    last_visit_on: date | None
    last_rating_on: date | None
    sparks: str


@dataclass(frozen=True)
class TeamRow:
    family_id: UUID
    case_number: str
    episode_id: UUID
    started_on: date
    service_name: str
    status: FamilyStatus
    needs_attention: bool
    reasons: str
    visits_attended: int
    visits_with_outcome: int
    visits_with_alliance: int
    last_visit_on: date | None
    last_rating_on: date | None
    sparks: str


@dataclass(frozen=True)
class EndedRow:
    """`ended_in_all` and `planned_in_all` count those that are not shown as well."""

    family_id: UUID
    case_number: str
    episode_id: UUID
    started_on: date
    ended_on: date
    end_reason: EndReason
    end_planned: bool
    status: FamilyStatus
    visits_attended: int
    ended_in_all: int
    planned_in_all: int


@dataclass(frozen=True)
class Spark:
    """The latest outcome readings of one series: (visit number, score)."""

    key: SeriesKey
    instrument_id: str
    points: tuple[tuple[int, Decimal], ...]


@dataclass(frozen=True)
class CaseloadEntry:
    """One family of a list, ready to be shown."""

    row: CaseloadRow
    members: list[Member]
    reasons: list[tuple[SeriesKey, Reason]]
    sparks: list[Spark]
    open_visit_id: UUID | None
    quiet_days: int | None
    """Days since the last outcome rating (or the start), when more than 30."""


@dataclass(frozen=True)
class TeamEntry:
    row: TeamRow
    members: list[Member]
    practitioners: list[str]
    reasons: list[tuple[SeriesKey, Reason]]
    sparks: list[Spark]
    quiet_days: int | None


@dataclass(frozen=True)
class TeamNumbers:
    """The numbers at the top, each with what it is a share of. `unrated` families have no
    outcome rating at all."""

    active: int
    needing_attention: int
    quiet: int
    visits: int
    with_outcome: int
    with_alliance: int
    unrated: int = 0


class Which(StrEnum):
    """The part of the team's families a leader looks at."""

    ALL = "all"
    ATTENTION = "attention"
    QUIET = "quiet"
    UNRATED = "unrated"


class Order(StrEnum):
    NEED = "need"
    LAST = "last"
    CASE = "case"


Kind = tuple[FamilyStatus, bool]
"""A status and whether it asks for attention: what a chip says."""


@dataclass(frozen=True)
class TeamChoice:
    """What the leader wants to see, and in which order; an empty `kinds` and no
    `practitioner_id` leave nobody out."""

    which: Which = Which.ALL
    kinds: tuple[Kind, ...] = ()
    practitioner_id: UUID | None = None
    order: Order = Order.NEED


EVERYTHING = TeamChoice()


@dataclass(frozen=True)
class _Counted:
    """The team's families of one kind."""

    status: FamilyStatus
    needs_attention: bool
    families: int
    quiet: int
    unrated: int
    visits: int
    with_outcome: int
    with_alliance: int


@dataclass(frozen=True)
class TeamView:
    """`entries` is the part that was asked for, `matching` how many there are of it;
    `kinds` are those that occur among all."""

    team: Team
    teams: list[Team]
    numbers: TeamNumbers
    kinds: list[Kind]
    entries: list[TeamEntry]
    matching: int
    ended: list[EndedRow]


def caseload(ctx: Context, actor: Actor) -> list[CaseloadEntry]:
    """One's own families in treatment: attention first, then those seen longest ago."""
    require(actor, Action.SEE_CASELOAD)

    def work(unit: Unit) -> list[CaseloadEntry]:
        rows = unit.all(CaseloadRow, "families/caseload", actor_id=actor.user_id)
        ids = [row.family_id for row in rows]
        members = members_of(unit, ids)
        unfinished = open_visits(unit, [row.episode_id for row in rows])
        audit(ctx, unit, actor, "caseload_read", ids)
        return [
            CaseloadEntry(
                row,
                members[row.family_id],
                read_reasons(row.reasons),
                read_sparks(row.sparks),
                unfinished.get(row.episode_id),
                _quiet(ctx, row.last_rating_on or row.started_on),
            )
            for row in rows
        ]

    return ctx.database.in_transaction(work)


def team(
    ctx: Context,
    actor: Actor,
    team_id: UUID | None = None,
    choice: TeamChoice = EVERYTHING,
    limit: int = PAGE_SIZE,
) -> TeamView:
    """A leader's team: the numbers of all its active families, those of them that were asked
    for, and how the latest courses ended."""
    require(actor, Action.SEE_TEAM)

    def work(unit: Unit) -> TeamView:
        teams, chosen = chosen_team(unit, actor, team_id)
        scope: dict[str, Any] = {"actor_id": actor.user_id, "team_id": chosen.team_id}
        counted = unit.all(_Counted, "teams/counts", quiet_before=_quiet_before(ctx), **scope)
        part = unit.rows("teams/part", **scope, **_asked(ctx, choice), row_limit=limit)
        rows = _in_order(unit, [episode_id for episode_id, _ in part])
        since = ctx.today() - timedelta(days=ENDED_DAYS)
        ended = unit.all(EndedRow, "teams/ended", since=since, row_limit=PAGE_SIZE, **scope)
        ids = [row.family_id for row in rows]
        audit(ctx, unit, actor, "team_read", ids + [row.family_id for row in ended])
        return TeamView(
            chosen,
            teams,
            _numbers(counted),
            [(row.status, row.needs_attention) for row in counted],
            _team_entries(ctx, unit, rows),
            part[0][1] if part else 0,
            ended,
        )

    return ctx.database.in_transaction(work)


def chosen_team(unit: Unit, actor: Actor, team_id: UUID | None) -> tuple[list[Team], Team]:
    """A leader's teams, and the one that is looked at: the first unless another is named."""
    teams = unit.all(Team, "site/teams_of_user", user_id=actor.user_id)
    chosen = next((t for t in teams if team_id in (None, t.team_id)), None)
    if chosen is None:
        raise NotAllowed("Du er ikke leder af et team endnu. Spørg din administrator.")
    return teams, chosen


def _in_order(unit: Unit, episode_ids: list[UUID]) -> list[TeamRow]:
    rows = unit.all(TeamRow, "teams/families", episode_ids=episode_ids)
    return sorted(rows, key=lambda row: episode_ids.index(row.episode_id))


def _asked(ctx: Context, choice: TeamChoice) -> dict[str, Any]:
    return {
        "which": choice.which.value,
        "kinds": [f"{status} {attention}".lower() for status, attention in choice.kinds],
        "any_kind": not choice.kinds,
        "practitioner_id": choice.practitioner_id,
        "sorting": choice.order.value,
        "quiet_before": _quiet_before(ctx),
    }


def _team_entries(ctx: Context, unit: Unit, rows: list[TeamRow]) -> list[TeamEntry]:
    ids = [row.family_id for row in rows]
    members = members_of(unit, ids)
    staff = practitioners_of(unit, ids)
    return [
        TeamEntry(
            row,
            members[row.family_id],
            [name for _, name in staff[row.family_id]],
            read_reasons(row.reasons),
            read_sparks(row.sparks),
            _quiet(ctx, row.last_rating_on or row.started_on),
        )
        for row in rows
    ]


def _numbers(counted: list[_Counted]) -> TeamNumbers:
    return TeamNumbers(
        active=sum(row.families for row in counted),
        needing_attention=sum(row.families for row in counted if row.needs_attention),
        quiet=sum(row.quiet for row in counted),
        visits=sum(row.visits for row in counted),
        with_outcome=sum(row.with_outcome for row in counted),
        with_alliance=sum(row.with_alliance for row in counted),
        unrated=sum(row.unrated for row in counted),
    )


def practitioners_of(unit: Unit, ids: list[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    """Who treats each family: user and name."""
    found: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for family_id, user_id, name in unit.rows("families/practitioners_of", family_ids=ids):
        found[family_id].append((user_id, name))
    return found


def members_of(unit: Unit, ids: list[UUID]) -> dict[UUID, list[Member]]:
    found: dict[UUID, list[Member]] = defaultdict(list)
    for member in unit.all(Member, "families/members_of", family_ids=ids):
        found[member.family_id].append(member)
    return found


def open_visits(unit: Unit, episode_ids: list[UUID]) -> dict[UUID, UUID]:
    """Episode -> its latest visit that is not closed."""
    return dict(unit.rows("visits/open_of_episodes", episode_ids=episode_ids))


def _quiet_before(ctx: Context) -> date:
    return ctx.today() - timedelta(days=QUIET_DAYS)


def _quiet(ctx: Context, last: date) -> int | None:
    days = (ctx.today() - last).days
    return days if days > QUIET_DAYS else None


def read_reasons(text: str) -> list[tuple[SeriesKey, Reason]]:
    return [
        (_key(entry), Reason(ReasonCode(entry["code"]), entry["numbers"]))
        for entry in json.loads(text)
    ]


def read_sparks(text: str) -> list[Spark]:
    return [
        Spark(_key(entry), entry["instrument"], tuple(_points(entry["points"])))
        for entry in json.loads(text)
    ]


def _points(raw: Iterable[tuple[int, str]]) -> Iterable[tuple[int, Decimal]]:
    return ((no, Decimal(score)) for no, score in raw)


def _key(entry: dict[str, Any]) -> SeriesKey:
    return SeriesKey(UUID(entry["member"]), RaterKind(entry["kind"]), UUID(entry["rater"]))
