"""What is done about a meeting: agreed, held, dropped; and the rhythm decided in the case."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from fit_tracker.domain.episodes import Episode
from fit_tracker.domain.meetings import MeetingKind
from fit_tracker.domain.people import Actor
from fit_tracker.errors import Conflict, InvalidInput
from fit_tracker.services import checks, meeting_plans
from fit_tracker.services.catalogue import frame_of
from fit_tracker.services.context import Context, audit
from fit_tracker.services.meeting_lists import coming as coming
from fit_tracker.services.meeting_lists import of_episode as of_episode
from fit_tracker.services.meeting_plans import Received, Stored
from fit_tracker.services.meeting_plans import plan_for as plan_for
from fit_tracker.services.meeting_plans import plan_missing as plan_missing
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit

MAX_MONTHS = 24
FARTHEST = timedelta(days=730)
# A course may be prepared before it starts: its first meetings lie before the first day.
BEFORE_START = timedelta(days=60)
_TIME = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")


@dataclass(frozen=True)
class _Found(Stored):
    changed_by: str


def agree(
    ctx: Context,
    actor: Actor,
    meeting_id: UUID,
    on: date,
    at: str = "",
    revision: int | None = None,
) -> None:
    """Agree the day, and the time ("9.30") when it is known. What it was due stays on record."""
    at = _time(at)
    if on < ctx.today():
        raise InvalidInput(
            "Dagen {day} er forbi. Vælg Afholdt, hvis mødet er holdt.", day=checks.danish_date(on)
        )
    if on > ctx.today() + FARTHEST:
        raise InvalidInput(
            "Dagen {day} ligger mere end to år ude i fremtiden. Ret den.",
            day=checks.danish_date(on),
        )

    def work(unit: Unit, found: _Found, _episode: Episode) -> None:
        meeting_plans.save(ctx, unit, actor, replace(found, planned_on=on, planned_at=at))

    _act(ctx, actor, meeting_id, revision, "meeting_agreed", work)


def hold(
    ctx: Context, actor: Actor, meeting_id: UUID, on: date, revision: int | None = None
) -> None:
    """Note that it was held; after a follow-up the next one is planned."""

    def work(unit: Unit, found: _Found, episode: Episode) -> None:
        _check_held(found, episode, on, ctx.today())
        meeting_plans.save(ctx, unit, actor, replace(found, held_on=on))
        if found.kind is MeetingKind.FOLLOW_UP:
            meeting_plans.follow(ctx, unit, actor, found, on)

    _act(ctx, actor, meeting_id, revision, "meeting_held", work)


def drop(
    ctx: Context, actor: Actor, meeting_id: UUID, why: str, revision: int | None = None
) -> None:
    """Note that it will not be held, and why. The next follow-up is planned all the same."""
    clean = checks.free_text(why, "hvorfor udgår mødet")

    def work(unit: Unit, found: _Found, _episode: Episode) -> None:
        meeting_plans.drop(ctx, unit, actor, found, clean)
        if found.kind is MeetingKind.FOLLOW_UP:
            after = max(ctx.today(), found.due_on)
            meeting_plans.follow(ctx, unit, actor, found, after)

    _act(ctx, actor, meeting_id, revision, "meeting_dropped", work)


def decide_rhythm(ctx: Context, actor: Actor, episode_id: UUID, months: int, reason: str) -> None:
    """Decide how often the case is followed up from now on, and why."""
    require(actor, Action.PLAN_MEETINGS)
    clean = checks.free_text(reason, "begrundelse")
    if not 1 <= months <= MAX_MONTHS:
        raise InvalidInput("Skriv et antal måneder mellem 1 og {n}.", n=MAX_MONTHS)

    def work(unit: Unit) -> None:
        episode = checks.active_episode(unit, actor, episode_id)
        unit.execute("families/take_turn", family_id=episode.family_id, now=ctx.clock())
        got = meeting_plans.received(unit, episode_id)
        _check_rhythm(unit, got, months)
        unit.execute(
            "meetings/insert_rhythm",
            rhythm_id=ctx.new_id(),
            family_id=episode.family_id,
            episode_id=episode_id,
            months=months,
            reason=clean,
            decided_on=ctx.today(),
            created_at=ctx.clock(),
            created_by=actor.user_id,
        )
        meeting_plans.replan(ctx, unit, actor, got, months)
        audit(ctx, unit, actor, "rhythm_decided", [episode.family_id], detail=str(months))

    ctx.database.in_transaction(work)


def _check_rhythm(unit: Unit, got: Received, months: int) -> None:
    rule = frame_of(unit, got.service_id).follow_up
    if rule.then_is_minimum and rule.then_months is not None and months > rule.then_months:
        raise InvalidInput(
            "Indsatsens egen tekst siger mindst hver {n}. måned. Vælg {n} måneder eller færre.",
            n=rule.then_months,
        )


def _act(
    ctx: Context,
    actor: Actor,
    meeting_id: UUID,
    revision: int | None,
    what: str,
    work: Callable[[Unit, _Found, Episode], None],
) -> None:
    """Find the open meeting for this person, do the work, and leave the trail."""
    require(actor, Action.PLAN_MEETINGS)

    def inside(unit: Unit) -> None:
        found = unit.one(_Found, "meetings/one", meeting_id=meeting_id)
        episode = checks.episode(unit, actor, found.episode_id)
        unit.execute("families/take_turn", family_id=found.family_id, now=ctx.clock())
        _refuse_second(found, revision)
        work(unit, found, checks.running(episode))
        audit(ctx, unit, actor, what, [found.family_id], detail=found.kind.value)

    ctx.database.in_transaction(inside)


def _refuse_second(found: _Found, revision: int | None) -> None:
    """Somebody else was first: say who, and what they noted."""
    if found.held_on is not None:
        raise Conflict(
            "{name} har allerede noteret mødet som afholdt {day}.",
            name=found.changed_by,
            day=checks.danish_date(found.held_on),
        )
    if found.dropped_at is not None:
        raise Conflict("Mødet udgår; det er noteret af {name}.", name=found.changed_by)
    if revision not in (None, found.revision):
        raise Conflict(
            "{name} ændrede mødet lige før dig. Se det nye, og prøv igen.", name=found.changed_by
        )


def _check_held(found: Stored, episode: Episode, on: date, today: date) -> None:
    if found.kind in (MeetingKind.START_UP, MeetingKind.NETWORK):
        earliest = episode.started_on - BEFORE_START
        if earliest <= on <= today:
            return
    checks.day_in_episode(episode, on, today)


def _time(text: str) -> str:
    """ "9.30" as "09:30"; nothing typed is no time yet."""
    text = text.strip()
    found = _TIME.fullmatch(text)
    if not text:
        return ""
    if found is None:
        raise InvalidInput(
            "«{text}» er ikke et klokkeslæt. Skriv timer og minutter som 9.30.", text=text
        )
    return f"{int(found[1]):02d}:{found[2]}"
