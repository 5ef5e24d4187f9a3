"""One group session, written down afterwards on one screen and saved whole: a visit for each
family with a place that day, and what those who came answered on paper."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from fit_tracker.domain.episodes import Episode
from fit_tracker.domain.instruments import OUTCOME
from fit_tracker.domain.people import Actor, RaterKind
from fit_tracker.domain.visits import Place as VisitPlace
from fit_tracker.domain.visits import Source, VisitStatus
from fit_tracker.errors import Conflict, DuplicateKey, InvalidInput
from fit_tracker.services import checks, group_view, groups, visits
from fit_tracker.services.context import Context, audit
from fit_tracker.services.group_form import MEASURES
from fit_tracker.services.groups import Group, Place
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class FamilyCame:
    """How it went with one family, and what its members answered."""

    family_id: UUID
    status: VisitStatus
    present: tuple[UUID, ...] = ()
    ratings: tuple[visits.NewRating, ...] = ()


@dataclass(frozen=True)
class NewSession:
    """A session as told. The same `submission_id` records once."""

    submission_id: UUID
    group_id: UUID
    held_on: date
    minutes: int
    families: tuple[FamilyCame, ...]


@dataclass(frozen=True)
class Saved:
    group_session_id: UUID
    already_there: bool


def record_session(ctx: Context, actor: Actor, new: NewSession) -> Saved:
    """Record a session with every family's attendance and answers, in one transaction.

    All or nothing: what cannot be accepted for one family leaves nothing for any. A second
    call with the same `submission_id` changes nothing; another one for the same day is told
    who was first, since two leaders may both sit down to write.
    """
    require(actor, Action.RUN_GROUPS)
    for pause in visits.PAUSES:
        try:
            return ctx.database.in_transaction(lambda unit: _record(ctx, unit, actor, new))
        except DuplicateKey:
            before = ctx.database.in_transaction(lambda unit: _before(unit, actor, new))
        if before is not None:
            return Saved(before, already_there=True)
        time.sleep(pause)
    raise Conflict("Gangen kunne ikke gemmes. Prøv igen.")


def _before(unit: Unit, actor: Actor, new: NewSession) -> UUID | None:
    session_id: UUID | None = unit.value(
        "groups/by_submission",
        submission_id=new.submission_id,
        group_id=new.group_id,
        held_on=new.held_on,
        actor_id=actor.user_id,
    )
    return session_id


def _record(ctx: Context, unit: Unit, actor: Actor, new: NewSession) -> Saved:
    group = groups.running(unit, actor, new.group_id)
    known = _before(unit, actor, new)
    if known is not None:
        return Saved(known, already_there=True)
    seated = [one for one in groups.places(unit, new.group_id) if one.on(new.held_on)]
    _check(ctx, group, seated, new)
    for one in seated:
        unit.execute("families/take_turn", family_id=one.family_id, now=ctx.clock())
    _refuse_twice(unit, new)
    session_id = _insert_session(ctx, unit, actor, new)
    courses = {
        one.episode_id: one for one in unit.all(Episode, "groups/episodes", group_id=new.group_id)
    }
    for one in seated:
        came = next(told for told in new.families if told.family_id == one.family_id)
        _write(ctx, unit, actor, new, session_id, courses[one.episode_id], came)
    family_ids = [one.family_id for one in seated]
    audit(ctx, unit, actor, "group_session_recorded", family_ids, detail=str(new.group_id))
    return Saved(session_id, already_there=False)


def _check(ctx: Context, group: Group, seated: Sequence[Place], new: NewSession) -> None:
    if new.held_on > ctx.today():
        raise InvalidInput("Datoen {day} ligger i fremtiden.", day=checks.danish_date(new.held_on))
    if new.held_on < group.started_on:
        raise InvalidInput(
            "Gruppen starter {day}. Vælg den dag eller senere.",
            day=checks.danish_date(group.started_on),
        )
    if not 0 < new.minutes <= 24 * 60:
        raise InvalidInput("Varigheden skal være mellem 1 og 1440 minutter.")
    if not seated:
        raise InvalidInput("Ingen familier havde plads i gruppen den dag.")
    told = [one.family_id for one in new.families]
    if sorted(told) != sorted(one.family_id for one in seated):
        raise Conflict("Gruppens familier er ændret imens. Se listen igen, før du gemmer.")
    for came in new.families:
        _check_family(ctx, came)


def _check_family(ctx: Context, came: FamilyCame) -> None:
    if came.status is not VisitStatus.ATTENDED and came.present:
        raise InvalidInput(
            "En familie kan ikke både være kommet og have aflyst eller være udeblevet."
        )
    for rating in came.ratings:
        measure = ctx.instruments.get(rating.instrument_id).measure
        own = rating.rater_kind is RaterKind.SELF and measure in MEASURES
        about = rating.rater_kind is RaterKind.CARETAKER and measure == OUTCOME
        if not own and not about:
            raise InvalidInput(
                "I gruppen svarer hver om sin trivsel og om gruppen, og en voksen om et lille barn."
            )
        if rating.rater_member_id not in came.present:
            raise InvalidInput("Der er svar fra en, som ikke kom. Ret, hvem der kom, eller svaret.")


def _refuse_twice(unit: Unit, new: NewSession) -> None:
    for one in group_view.sessions(unit, new.group_id):
        if one.held_on == new.held_on:
            raise Conflict(
                "{name} har allerede skrevet gangen {day} op.",
                day=checks.danish_date(new.held_on),
                name=one.written_by,
            )


def _insert_session(ctx: Context, unit: Unit, actor: Actor, new: NewSession) -> UUID:
    session_id = ctx.new_id()
    unit.execute(
        "groups/insert_session",
        group_session_id=session_id,
        submission_id=new.submission_id,
        group_id=new.group_id,
        held_on=new.held_on,
        minutes=new.minutes,
        created_at=ctx.clock(),
        created_by=actor.user_id,
    )
    return session_id


def _write(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    new: NewSession,
    session_id: UUID,
    episode: Episode,
    came: FamilyCame,
) -> None:
    """The family's own visit. Nothing more is waited for: it is closed at once."""
    held = came.status is VisitStatus.ATTENDED
    told = visits.NewVisit(
        submission_id=uuid5(new.submission_id, str(came.family_id)),
        episode_id=episode.episode_id,
        visit_date=new.held_on,
        status=came.status,
        participants=came.present,
        place=VisitPlace.GROUP if held else None,
        minutes=new.minutes if held else None,
        is_open=False,
    )
    visit = visits.write_visit(ctx, unit, actor, episode, told, came.ratings, Source.PAPER)
    unit.execute(
        "groups/insert_visit",
        group_visit_id=ctx.new_id(),
        group_session_id=session_id,
        visit_id=visit.visit_id,
        family_id=came.family_id,
    )
