"""Families in lists: a person's own, and a leader's team. No list reads ratings."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
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
    severity: int
    reasons: str
    visits_attended: int
    visits_with_outcome: int
    visits_with_alliance: int
    last_visit_on: date | None
    last_rating_on: date | None
    sparks: str


@dataclass(frozen=True)
class EndedRow:
    family_id: UUID
    case_number: str
    episode_id: UUID
    started_on: date
    ended_on: date
    end_reason: EndReason
    end_planned: bool
    status: FamilyStatus
    visits_attended: int


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
    """The numbers at the top, each with what it is a share of."""

    active: int
    needing_attention: int
    quiet: int
    visits: int
    with_outcome: int
    with_alliance: int


@dataclass(frozen=True)
class TeamView:
    team: Team
    teams: list[Team]
    numbers: TeamNumbers
    entries: list[TeamEntry]
    ended: list[EndedRow]


def caseload(ctx: Context, actor: Actor) -> list[CaseloadEntry]:
    """One's own families in treatment: attention first, then those seen longest ago."""
    require(actor, Action.SEE_CASELOAD)

    def work(unit: Unit) -> list[CaseloadEntry]:
        rows = unit.all(CaseloadRow, "families/caseload", actor_id=actor.user_id)
        ids = [row.family_id for row in rows]
        members = _members(unit, ids)
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


def team(ctx: Context, actor: Actor, team_id: UUID | None = None) -> TeamView:
    """A leader's team: its active families, the numbers, and how the latest courses ended."""
    require(actor, Action.SEE_TEAM)

    def work(unit: Unit) -> TeamView:
        teams = unit.all(Team, "site/teams_of_user", user_id=actor.user_id)
        chosen = next((t for t in teams if team_id in (None, t.team_id)), None)
        if chosen is None:
            raise NotAllowed("Du er ikke leder af et team endnu. Spørg din administrator.")
        rows = unit.all(TeamRow, "teams/families", actor_id=actor.user_id, team_id=chosen.team_id)
        ended = unit.all(
            EndedRow,
            "teams/ended",
            actor_id=actor.user_id,
            team_id=chosen.team_id,
            since=ctx.today() - timedelta(days=ENDED_DAYS),
        )
        ids = [row.family_id for row in rows]
        audit(ctx, unit, actor, "team_read", ids + [row.family_id for row in ended])
        entries = _team_entries(ctx, unit, actor, rows)
        return TeamView(chosen, teams, _numbers(entries), entries, ended)

    return ctx.database.in_transaction(work)


def _team_entries(ctx: Context, unit: Unit, actor: Actor, rows: list[TeamRow]) -> list[TeamEntry]:
    ids = [row.family_id for row in rows]
    members = _members(unit, ids)
    staff: dict[UUID, list[str]] = defaultdict(list)
    for family_id, _, name in unit.rows("families/practitioners_of", family_ids=ids):
        staff[family_id].append(name)
    return [
        TeamEntry(
            row,
            members[row.family_id],
            staff[row.family_id],
            read_reasons(row.reasons),
            read_sparks(row.sparks),
            _quiet(ctx, row.last_rating_on or row.started_on),
        )
        for row in rows
    ]


def _numbers(entries: list[TeamEntry]) -> TeamNumbers:
    return TeamNumbers(
        active=len(entries),
        needing_attention=sum(entry.row.needs_attention for entry in entries),
        quiet=sum(entry.quiet_days is not None for entry in entries),
        visits=sum(entry.row.visits_attended for entry in entries),
        with_outcome=sum(entry.row.visits_with_outcome for entry in entries),
        with_alliance=sum(entry.row.visits_with_alliance for entry in entries),
    )


def _members(unit: Unit, ids: list[UUID]) -> dict[UUID, list[Member]]:
    found: dict[UUID, list[Member]] = defaultdict(list)
    for member in unit.all(Member, "families/members_of", family_ids=ids):
        found[member.family_id].append(member)
    return found


def open_visits(unit: Unit, episode_ids: list[UUID]) -> dict[UUID, UUID]:
    """Episode -> its latest visit that is not closed."""
    return dict(unit.rows("visits/open_of_episodes", episode_ids=episode_ids))


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
