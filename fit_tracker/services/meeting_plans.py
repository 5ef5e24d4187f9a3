"""Meetings are planned where a course begins, changes and goes on, in the same transaction.

What is planned stays until it is held, dropped with a reason, or the course ends. When the
service changes, an open follow-up stays too, whatever the new service's text says: nothing that
was planned disappears unseen. Only where none is open does the new service's own first follow-up
count, from the new service's start.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from fit_tracker.domain.followups import add_months
from fit_tracker.domain.meeting_plan import (
    Because,
    Planned,
    Rule,
    ahead,
    at_start,
    by_rhythm,
    following,
    read_rule,
    status_meeting,
)
from fit_tracker.domain.meetings import Meeting, MeetingKind
from fit_tracker.domain.people import Actor
from fit_tracker.services.catalogue import all_frames, frame_of
from fit_tracker.services.context import Context, audit
from fit_tracker.store.database import Unit

# Why a meeting was dropped by the tool and not by a person.
EPISODE_ENDED = "episode_ended"
SERVICE_CHANGED = "service_changed"
NOT_REACHED = "not_reached"
BY_THE_TOOL = (EPISODE_ENDED, SERVICE_CHANGED, NOT_REACHED)
AT_A_TIME = 5_000


@dataclass(frozen=True)
class Stored(Meeting):
    """A meeting with how it ended, if it was dropped, and how often it was changed."""

    dropped_at: datetime | None
    dropped_why: str
    revision: int

    @property
    def is_open(self) -> bool:
        return self.held_on is None and self.dropped_at is None

    @property
    def counted(self) -> Rule:
        return read_rule(self.rule)


@dataclass(frozen=True)
class Received:
    """A course and the service it receives now."""

    episode_id: UUID
    family_id: UUID
    service_id: UUID
    since: date
    ended_on: date | None


@dataclass(frozen=True)
class Rhythm:
    """The rhythm decided in the case, with its reason and who decided."""

    months: int
    reason: str
    decided_on: date
    decided_by: str


def plan_for(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    family_id: UUID,
    episode_id: UUID,
    service_id: UUID,
    since: date,
) -> None:
    """Plan what the service asks for from `since`, beside what is open already."""
    there = of(unit, episode_id)
    _drop_unreached(ctx, unit, actor, there)
    still_open = {one.kind for one in there if one.is_open}
    wanted = at_start(frame_of(unit, service_id), since)
    new = [one for one in wanted if one.kind not in still_open]
    _insert(ctx, unit, actor, family_id, episode_id, new, there)
    # A change that is told late may have had its sessions already.
    after_visit(ctx, unit, actor, episode_id)


def _drop_unreached(ctx: Context, unit: Unit, actor: Actor, there: Sequence[Stored]) -> None:
    """Sessions of the service before are not counted any longer; an agreed day still stands."""
    for one in there:
        counts = one.counted.because is Because.SESSIONS
        if one.is_open and counts and one.planned_on is None:
            drop(ctx, unit, actor, one, SERVICE_CHANGED)


def plan_many(ctx: Context, unit: Unit, actor: Actor, courses: Sequence[Received]) -> int:
    """Plan for courses that began elsewhere: what lies ahead. How many meetings were planned."""
    frames = all_frames(unit)
    counting = [
        one.episode_id for one in courses if frames[one.service_id].follow_up.after_sessions
    ]
    held = sessions_held(unit, counting)
    planned: list[tuple[Received, Planned]] = []
    for one in courses:
        rule, today = frames[one.service_id].follow_up, ctx.today()
        begun = [p for p in at_start(frames[one.service_id], one.since) if p.due_on >= today]
        begun = [p for p in begun if p.kind is not MeetingKind.FOLLOW_UP]
        sessions = rule.after_sessions
        found = [
            *begun,
            ahead(rule, one.since, today),
            status_meeting(sessions, held[one.episode_id], one.since) if sessions else None,
        ]
        planned += [(one, p) for p in found if p is not None]
    _insert_all(ctx, unit, actor, [(c.family_id, c.episode_id, p, 1) for c, p in planned])
    return len(planned)


def plan_missing(ctx: Context, unit: Unit, actor: Actor) -> int:
    """Plan for active courses without any meeting, as those of an older database."""
    courses = unit.all(Received, "meetings/unplanned")
    n = plan_many(ctx, unit, actor, courses)
    audit(ctx, unit, actor, "meetings_planned", [one.family_id for one in courses], detail=str(n))
    return n


def counts_sessions(unit: Unit, service_id: UUID) -> bool:
    """Whether a visit may move a meeting; few services have one after so many sessions."""
    return frame_of(unit, service_id).follow_up.after_sessions is not None


def after_visit(ctx: Context, unit: Unit, actor: Actor, episode_id: UUID) -> None:
    """The status meeting after a number of sessions follows the sessions held."""
    after_visits(ctx, unit, actor, [episode_id])


def after_visits(ctx: Context, unit: Unit, actor: Actor, episode_ids: Sequence[UUID]) -> None:
    """The same for the courses that an import brought visits to."""
    frames = all_frames(unit)
    for got in unit.all(Received, "meetings/received", episode_ids=list(episode_ids)):
        sessions = frames[got.service_id].follow_up.after_sessions
        if sessions is not None and got.ended_on is None:
            _count_sessions(ctx, unit, actor, got, sessions)


def _count_sessions(ctx: Context, unit: Unit, actor: Actor, got: Received, sessions: int) -> None:
    held = sessions_held(unit, [got.episode_id])[got.episode_id]
    wanted = status_meeting(sessions, held, got.since)
    there = of(unit, got.episode_id)
    rule = str(Rule(Because.SESSIONS, sessions, got.since))
    same = [one for one in there if one.rule == rule and one.dropped_why != NOT_REACHED]
    now_open = next((one for one in same if one.is_open), None)
    if wanted is None and now_open is not None and now_open.planned_on is None:
        drop(ctx, unit, actor, now_open, NOT_REACHED)
    elif wanted is not None and not same:
        _insert(ctx, unit, actor, got.family_id, got.episode_id, [wanted], there)
    elif wanted is not None and now_open is not None and now_open.due_on != wanted.due_on:
        save(ctx, unit, actor, replace(now_open, due_on=wanted.due_on))


def follow(ctx: Context, unit: Unit, actor: Actor, behind: Stored, after: date) -> None:
    """Plan the follow-up after one that was held (or given up) on the day `after`."""
    there = of(unit, behind.episode_id)
    if _open_follow_up(there) is not None:
        return
    rhythm = rhythm_of(unit, behind.episode_id)
    got = received(unit, behind.episode_id)
    rule = frame_of(unit, got.service_id).follow_up
    new = following(behind.counted, rule, rhythm.months if rhythm else None, after)
    if new is not None:
        _insert(ctx, unit, actor, behind.family_id, behind.episode_id, [new], there)


def replan(ctx: Context, unit: Unit, actor: Actor, got: Received, months: int) -> None:
    """Let the rhythm decided today count: the next follow-up moves, or is planned.

    The first follow-up stays where the service (and the law) puts it.
    """
    there = of(unit, got.episode_id)
    now_open = _open_follow_up(there)
    if now_open is not None and now_open.counted.because in (Because.FIRST, Because.LATEST):
        return
    behind = [one.counted for one in there if _is_behind(one)]
    latest = max(behind, key=lambda rule: rule.months_on, default=None)
    rule = frame_of(unit, got.service_id).follow_up
    new = by_rhythm(latest, rule, got.since, months, ctx.today())
    if new is None:
        return
    if now_open is None:
        _insert(ctx, unit, actor, got.family_id, got.episode_id, [new], there)
    else:
        save(ctx, unit, actor, replace(now_open, due_on=new.due_on, rule=str(new.rule)))


def _is_behind(one: Stored) -> bool:
    return (
        one.kind is MeetingKind.FOLLOW_UP and not one.is_open and one.dropped_why not in BY_THE_TOOL
    )


def _open_follow_up(there: Sequence[Stored]) -> Stored | None:
    return next((one for one in there if one.kind is MeetingKind.FOLLOW_UP and one.is_open), None)


def drop_open(ctx: Context, unit: Unit, actor: Actor, episode_id: UUID) -> None:
    """The course has ended, and with it what was still to be held."""
    unit.execute(
        "meetings/drop_open",
        episode_id=episode_id,
        why=EPISODE_ENDED,
        now=ctx.clock(),
        actor_id=actor.user_id,
    )


def take_back_drop(ctx: Context, unit: Unit, actor: Actor, episode_id: UUID) -> None:
    """The end was a mistake: its meetings are open again."""
    unit.execute(
        "meetings/take_back_drop",
        episode_id=episode_id,
        why=EPISODE_ENDED,
        now=ctx.clock(),
        actor_id=actor.user_id,
    )


def move_start(
    ctx: Context, unit: Unit, actor: Actor, episode_id: UUID, old: date, new: date
) -> None:
    """The start was corrected: what was counted from it is counted from the right day."""
    for one in of(unit, episode_id):
        rule = one.counted
        if rule.counted_from != old:
            continue
        moved = replace(rule, counted_from=new)
        follows = one.is_open and one.due_on == add_months(old, rule.number)
        counts = rule.because is not Because.SESSIONS
        due_on = moved.months_on if follows and counts else one.due_on
        save(ctx, unit, actor, replace(one, rule=str(moved), due_on=due_on))


def received(unit: Unit, episode_id: UUID) -> Received:
    return unit.one(Received, "meetings/received", episode_ids=[episode_id])


def of(unit: Unit, episode_id: UUID) -> list[Stored]:
    return unit.all(Stored, "meetings/of_episode", episode_id=episode_id)


def rhythm_of(unit: Unit, episode_id: UUID) -> Rhythm | None:
    return unit.maybe(Rhythm, "meetings/rhythm", episode_id=episode_id)


def sessions_held(unit: Unit, episode_ids: Sequence[UUID]) -> dict[UUID, list[date]]:
    """The days of the sessions held in the current service of each course."""
    found: dict[UUID, list[date]] = defaultdict(list)
    for episode_id, day in unit.rows("meetings/sessions_held", episode_ids=list(episode_ids)):
        found[episode_id].append(day)
    return found


def drop(ctx: Context, unit: Unit, actor: Actor, one: Stored, why: str) -> None:
    save(ctx, unit, actor, replace(one, dropped_at=ctx.clock(), dropped_why=why))


def save(ctx: Context, unit: Unit, actor: Actor, changed: Stored) -> None:
    """Write what has become of a meeting; the database counts the revision."""
    unit.execute(
        "meetings/update",
        meeting_id=changed.meeting_id,
        due_on=changed.due_on,
        rule=changed.rule,
        planned_on=changed.planned_on,
        planned_at=changed.planned_at,
        held_on=changed.held_on,
        dropped_at=changed.dropped_at,
        dropped_why=changed.dropped_why,
        changed_at=ctx.clock(),
        changed_by=actor.user_id,
    )


def _insert(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    family_id: UUID,
    episode_id: UUID,
    new: Sequence[Planned],
    there: Sequence[Stored],
) -> None:
    rows = [(family_id, episode_id, one, _next_number(one.kind, there)) for one in new]
    _insert_all(ctx, unit, actor, rows)


def _next_number(kind: MeetingKind, there: Sequence[Stored]) -> int:
    return 1 + max((one.sequence for one in there if one.kind is kind), default=0)


def _insert_all(
    ctx: Context, unit: Unit, actor: Actor, rows: Sequence[tuple[UUID, UUID, Planned, int]]
) -> None:
    for start in range(0, len(rows), AT_A_TIME):
        some = rows[start : start + AT_A_TIME]
        unit.execute(
            "meetings/insert_many",
            meeting_ids=[ctx.new_id() for _ in some],
            family_ids=[row[0] for row in some],
            episode_ids=[row[1] for row in some],
            kinds=[row[2].kind.value for row in some],
            sequences=[row[3] for row in some],
            due_days=[row[2].due_on for row in some],
            rules=[str(row[2].rule) for row in some],
            created_at=ctx.clock(),
            created_by=actor.user_id,
        )
