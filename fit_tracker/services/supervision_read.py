"""A team's supervision as the leader sees it: the agenda, what is suggested, what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from fit_tracker.domain.followups import MONTHS, add_months
from fit_tracker.domain.people import Actor, Member, Team
from fit_tracker.domain.supervision import ENDED_DAYS
from fit_tracker.progression.status import FamilyStatus
from fit_tracker.services.context import Context, audit
from fit_tracker.services.lists import chosen_team, members_of, practitioners_of
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.supervision_points import Candidate, Point, from_json, points
from fit_tracker.store.database import Unit

CANDIDATES = 200
SHOWN = 10
EARLIER = 6


@dataclass(frozen=True)
class Meeting:
    supervision_id: UUID
    team_id: UUID
    meets_on: date
    closed_at: datetime | None


@dataclass(frozen=True)
class LastTime:
    """What was decided when the family's course was last on an agenda."""

    meets_on: date
    decision: str


@dataclass(frozen=True)
class StoredItem:
    item_id: UUID
    supervision_id: UUID
    family_id: UUID
    episode_id: UUID
    place: int
    reasons: str
    decision: str
    decided_at: datetime | None
    decided_by: str | None
    case_number: str
    service_name: str
    status: FamilyStatus
    needs_attention: bool
    ended_on: date | None


@dataclass(frozen=True)
class About:
    """The family itself, the same on the agenda and among the suggestions."""

    family_id: UUID
    episode_id: UUID
    case_number: str
    service_name: str
    status: FamilyStatus
    needs_attention: bool
    ended_on: date | None
    members: list[Member]
    practitioners: list[str]
    last_time: LastTime | None


@dataclass(frozen=True)
class AgendaItem:
    """A family on the agenda; `points` say why, as it was when it was picked."""

    item_id: UUID
    about: About
    points: tuple[Point, ...]
    decision: str
    decided_at: datetime | None
    decided_by: str | None


@dataclass(frozen=True)
class Suggestion:
    about: About
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Agenda:
    meeting: Meeting
    items: list[AgendaItem]


@dataclass(frozen=True)
class Board:
    """`agenda` is the open one, if any; `suggested` how many suggestions there are in all,
    `earlier` the meetings that were held, latest first."""

    team: Team
    teams: list[Team]
    agenda: Agenda | None
    suggestions: list[Suggestion]
    suggested: int
    earlier: list[Meeting]


@dataclass(frozen=True)
class Decided:
    """What supervision decided about one course, as its practitioners see it."""

    meets_on: date
    decision: str
    decided_by: str | None
    decided_at: datetime


def board(ctx: Context, actor: Actor, team_id: UUID | None = None, shown: int = SHOWN) -> Board:
    """The open agenda of the team, and who else it could be about."""
    require(actor, Action.SUPERVISE)

    def work(unit: Unit) -> Board:
        teams, team = chosen_team(unit, actor, team_id)
        meetings = unit.all(
            Meeting, "supervision/of_team", team_id=team.team_id, row_limit=EARLIER + 1
        )
        current = next((m for m in meetings if m.closed_at is None), None)
        agenda = None if current is None else agenda_of(ctx, unit, actor, current)
        taken = {item.about.episode_id for item in agenda.items} if agenda else set()
        found = _suggested(ctx, unit, actor, team.team_id, taken)
        first = _suggestions(unit, found[:shown])
        seen = [one.about.family_id for one in first]
        audit(ctx, unit, actor, "supervision_read", seen)
        closed = [m for m in meetings if m.closed_at is not None]
        return Board(team, teams, agenda, first, len(found), closed[:EARLIER])

    return ctx.database.in_transaction(work)


def held(ctx: Context, actor: Actor, supervision_id: UUID) -> Agenda:
    """One meeting with what it decided."""
    require(actor, Action.SUPERVISE)
    return ctx.database.in_transaction(
        lambda unit: agenda_of(ctx, unit, actor, visible(unit, actor, supervision_id))
    )


def visible(unit: Unit, actor: Actor, supervision_id: UUID) -> Meeting:
    """The meeting, if the person leads its team."""
    return unit.one(
        Meeting, "supervision/visible", supervision_id=supervision_id, actor_id=actor.user_id
    )


def agenda_of(ctx: Context, unit: Unit, actor: Actor, meeting: Meeting) -> Agenda:
    """The families of a meeting in order, each with what was decided before it."""
    rows = items_of(unit, actor, meeting.supervision_id)
    about = _about(unit, rows, meeting.closed_at)
    audit(ctx, unit, actor, "supervision_read", [row.family_id for row in rows])
    items = [
        AgendaItem(
            row.item_id, one, from_json(row.reasons), row.decision, row.decided_at, row.decided_by
        )
        for row, one in zip(rows, about, strict=True)
    ]
    return Agenda(meeting, items)


def items_of(unit: Unit, actor: Actor, supervision_id: UUID) -> list[StoredItem]:
    return unit.all(
        StoredItem, "supervision/items", supervision_id=supervision_id, actor_id=actor.user_id
    )


def _suggested(
    ctx: Context, unit: Unit, actor: Actor, team_id: UUID, taken: set[UUID]
) -> list[tuple[Candidate, tuple[Point, ...]]]:
    """Courses with something to talk about, what presses most first."""
    today = ctx.today()
    rows = unit.all(
        Candidate,
        "supervision/candidates",
        actor_id=actor.user_id,
        team_id=team_id,
        long_before=add_months(today, -MONTHS),
        ended_since=today - timedelta(days=ENDED_DAYS),
        row_limit=CANDIDATES,
    )
    found = [(row, points(row, today)) for row in rows if row.episode_id not in taken]
    # Sorting is stable: within a topic the query's order stays.
    return sorted((pair for pair in found if pair[1]), key=lambda pair: pair[1][0].topic.place)


def _suggestions(
    unit: Unit, found: Sequence[tuple[Candidate, tuple[Point, ...]]]
) -> list[Suggestion]:
    about = _about(unit, [row for row, _ in found], None)
    return [Suggestion(one, why) for one, (_, why) in zip(about, found, strict=True)]


def _about(
    unit: Unit, rows: Sequence[Candidate | StoredItem], before: datetime | None
) -> list[About]:
    ids = [row.family_id for row in rows]
    members, staff = members_of(unit, ids), practitioners_of(unit, ids)
    last = {
        episode_id: LastTime(meets_on, decision)
        for episode_id, meets_on, decision in unit.rows(
            "supervision/last_decisions",
            episode_ids=[row.episode_id for row in rows],
            before=before,
        )
    }
    return [
        About(
            row.family_id,
            row.episode_id,
            row.case_number,
            row.service_name,
            row.status,
            row.needs_attention,
            row.ended_on,
            members[row.family_id],
            [name for _, name in staff[row.family_id]],
            last.get(row.episode_id),
        )
        for row in rows
    ]
