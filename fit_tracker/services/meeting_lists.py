"""Meetings read: what is coming, a month, one course's, and the file for a calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from fit_tracker.domain.frames import FollowUpRule, Report
from fit_tracker.domain.meeting_plan import Because, Rule, read_rule
from fit_tracker.domain.meetings import MeetingKind
from fit_tracker.domain.people import Actor
from fit_tracker.exchange.calendar_file import Entry, calendar_file
from fit_tracker.services import checks
from fit_tracker.services.catalogue import all_frames, frame_of
from fit_tracker.services.context import Context, audit
from fit_tracker.services.meeting_plans import (
    Rhythm,
    Stored,
    of,
    received,
    rhythm_of,
    sessions_held,
)
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class _Row:
    meeting_id: UUID
    family_id: UUID
    episode_id: UUID
    case_number: str
    team_name: str
    service_id: UUID
    service_name: str
    kind: MeetingKind
    sequence: int
    due_on: date
    rule: str
    planned_on: date | None
    planned_at: str
    held_on: date | None
    changed_at: datetime
    revision: int


@dataclass(frozen=True)
class MeetingRow(_Row):
    """One meeting of a list. `sessions`: how many are held, where they make it due."""

    practitioners: tuple[str, ...]
    report: Report
    sessions: int | None

    @property
    def on(self) -> date:
        """The day to look at: when it was held, or is agreed, or else due."""
        return self.held_on or self.planned_on or self.due_on

    @property
    def counted(self) -> Rule:
        return read_rule(self.rule)

    def is_late(self, today: date) -> bool:
        """Nobody has noted what became of it, and its day has passed."""
        return self.held_on is None and self.on < today


@dataclass(frozen=True)
class Undecided:
    """A course whose first follow-up is behind it, and whose rhythm nobody has decided."""

    family_id: UUID
    episode_id: UUID
    case_number: str
    service_name: str
    last_held_on: date | None


@dataclass(frozen=True)
class EpisodeMeetings:
    """The meetings of one course: what is open, what was held, and the rhythm."""

    episode_id: UUID
    is_active: bool
    coming: tuple[Stored, ...]
    held: tuple[Stored, ...]
    rhythm: Rhythm | None
    asks_rhythm: bool
    report: Report
    sessions: int | None
    today: date


def coming(ctx: Context, actor: Actor, until: date) -> list[MeetingRow]:
    """The open meetings of one's own families (a leader's teams) up to a day, late ones first."""
    require(actor, Action.PLAN_MEETINGS)
    return _listed(ctx, actor, "meetings/coming", until=until)


def in_period(ctx: Context, actor: Actor, since: date, until: date) -> list[MeetingRow]:
    """The meetings of a period, held ones too: a month as a calendar shows it."""
    require(actor, Action.PLAN_MEETINGS)
    return _listed(ctx, actor, "meetings/in_period", since=since, until=until)


def _listed(ctx: Context, actor: Actor, query: str, **days: date) -> list[MeetingRow]:
    def work(unit: Unit) -> list[MeetingRow]:
        rows = unit.all(_Row, query, actor_id=actor.user_id, **days)
        ids = list(dict.fromkeys(row.family_id for row in rows))
        audit(ctx, unit, actor, "meetings_read", ids)
        return _complete(unit, rows, ids)

    return ctx.database.in_transaction(work)


def _complete(unit: Unit, rows: Sequence[_Row], ids: list[UUID]) -> list[MeetingRow]:
    frames = all_frames(unit)
    staff: dict[UUID, list[str]] = defaultdict(list)
    for family_id, _, name in unit.rows("families/practitioners_of", family_ids=ids):
        staff[family_id].append(name)
    counting = [row.episode_id for row in rows if _counts(row.rule)]
    held = sessions_held(unit, counting)
    return [
        MeetingRow(
            **vars(row),
            practitioners=tuple(staff[row.family_id]),
            report=frames[row.service_id].report,
            sessions=len(held[row.episode_id]) if _counts(row.rule) else None,
        )
        for row in rows
    ]


def _counts(rule: str) -> bool:
    return read_rule(rule).because is Because.SESSIONS


def undecided(ctx: Context, actor: Actor) -> list[Undecided]:
    """The courses whose service states a first follow-up only, and which are past it."""
    require(actor, Action.PLAN_MEETINGS)

    def work(unit: Unit) -> list[Undecided]:
        rules = {key: frame.follow_up for key, frame in all_frames(unit).items()}
        first_only = [key for key, rule in rules.items() if _first_only(rule)]
        rows = unit.all(
            Undecided, "meetings/without_rhythm", actor_id=actor.user_id, service_ids=first_only
        )
        audit(ctx, unit, actor, "rhythms_read", [row.family_id for row in rows])
        return rows

    return ctx.database.in_transaction(work)


def _first_only(rule: FollowUpRule) -> bool:
    return rule.first_months is not None and rule.then_months is None


def of_episode(ctx: Context, unit: Unit, episode_id: UUID) -> EpisodeMeetings:
    """The meetings of a course. For callers that have found the family for the actor."""
    got = received(unit, episode_id)
    frame = frame_of(unit, got.service_id)
    there, rhythm = of(unit, episode_id), rhythm_of(unit, episode_id)
    still_open = tuple(one for one in there if one.is_open)
    ahead = any(one.kind is MeetingKind.FOLLOW_UP for one in still_open)
    counts = frame.follow_up.after_sessions is not None
    return EpisodeMeetings(
        episode_id=episode_id,
        is_active=got.ended_on is None,
        coming=still_open,
        held=tuple(one for one in there if one.held_on is not None),
        rhythm=rhythm,
        asks_rhythm=_first_only(frame.follow_up) and not ahead and rhythm is None,
        report=frame.report,
        sessions=len(sessions_held(unit, [episode_id])[episode_id]) if counts else None,
        today=ctx.today(),
    )


def read(ctx: Context, actor: Actor, episode_id: UUID) -> EpisodeMeetings:
    """The same for one who may see the family: what a form needs to know."""
    require(actor, Action.PLAN_MEETINGS)

    def work(unit: Unit) -> EpisodeMeetings:
        family_id = checks.episode(unit, actor, episode_id).family_id
        audit(ctx, unit, actor, "meetings_read", [family_id])
        return of_episode(ctx, unit, episode_id)

    return ctx.database.in_transaction(work)


@dataclass(frozen=True)
class _ForCalendar:
    meeting_id: UUID
    family_id: UUID
    case_number: str
    kind: MeetingKind
    sequence: int
    due_on: date
    planned_on: date | None
    planned_at: str
    changed_at: datetime
    revision: int
    dropped: bool


def calendar(
    ctx: Context,
    actor: Actor,
    words: Callable[..., str],
    kind_word: Callable[[MeetingKind, int], str],
) -> bytes:
    """What is open as a calendar file: case number and kind, no names. What was dropped of the
    days to come is in it as cancelled, so that it leaves the calendars it was taken into. `words`
    and `kind_word` say things in the reader's language."""
    require(actor, Action.PLAN_MEETINGS)

    def work(unit: Unit) -> bytes:
        rows = unit.all(
            _ForCalendar,
            "meetings/for_calendar",
            actor_id=actor.user_id,
            today=ctx.today(),
        )
        ids = list(dict.fromkeys(row.family_id for row in rows))
        audit(ctx, unit, actor, "calendar_taken", ids)
        return calendar_file([_entry(row, kind_word) for row in rows], words)

    return ctx.database.in_transaction(work)


def _entry(row: _ForCalendar, kind_word: Callable[[MeetingKind, int], str]) -> Entry:
    return Entry(
        row.meeting_id,
        kind_word(row.kind, row.sequence),
        row.case_number,
        row.due_on,
        row.planned_on,
        row.planned_at,
        row.changed_at,
        row.revision,
        row.dropped,
    )
