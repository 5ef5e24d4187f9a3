"""A visit and its ratings, recorded together or half by half, from any device."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from uuid import UUID

from fit_tracker.domain.episodes import Episode, Goal
from fit_tracker.domain.instruments import GOAL, Instrument
from fit_tracker.domain.people import Actor, Member, RaterKind
from fit_tracker.domain.visits import NO_GOAL, Place, Rating, Source, Visit, VisitStatus
from fit_tracker.errors import Conflict, DuplicateKey, InvalidInput
from fit_tracker.instruments import scoring
from fit_tracker.services import checks, family_rows, meeting_plans, progress, visit_plan
from fit_tracker.services.context import Context, audit
from fit_tracker.services.course import RatingKey, current
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit

PAUSES = (0.01, 0.04, 0.1, 0.25)
"""Seconds between the tries of a write whose unique key is taken: the one who was first may not
have committed yet, and then the key is taken while its row cannot be seen."""


@dataclass(frozen=True)
class NewVisit:
    """A visit as told. `submission_id` comes from the form: the same one records once."""

    submission_id: UUID
    episode_id: UUID
    visit_date: date
    status: VisitStatus
    participants: tuple[UUID, ...] = ()
    place: Place | None = None
    minutes: int | None = None
    is_open: bool = True
    date_known: bool = True


@dataclass(frozen=True)
class NewRating:
    """One filled-in scale: `items` by key, or only a `total`, which then stays a total."""

    submission_id: UUID
    member_id: UUID
    rater_kind: RaterKind
    rater_member_id: UUID
    instrument_id: str
    items: Mapping[str, Decimal] | None = None
    total: Decimal | None = None
    goal_id: UUID = NO_GOAL


@dataclass(frozen=True)
class Recorded:
    visit_id: UUID
    already_there: bool


def record_visit(
    ctx: Context,
    actor: Actor,
    new: NewVisit,
    ratings: Sequence[NewRating] = (),
    source: Source = Source.PAPER,
) -> Recorded:
    """Record a visit with whatever ratings it brought, in one transaction.

    A second call with the same `submission_id` changes nothing and answers with the
    visit that is there: a double click, a rerun or a lost answer saves once.
    """
    require(actor, Action.RECORD_VISIT)
    for pause in PAUSES:
        try:
            return ctx.database.in_transaction(
                lambda unit: _record_once(ctx, unit, actor, new, ratings, source)
            )
        except DuplicateKey:
            before = ctx.database.in_transaction(lambda unit: _recorded_before(unit, actor, new))
        if before is not None:
            return Recorded(before, already_there=True)
        time.sleep(pause)
    raise Conflict("Der er allerede en måling fra samme person ved dette besøg.")


def _record_once(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    new: NewVisit,
    ratings: Sequence[NewRating],
    source: Source,
) -> Recorded:
    episode = checks.active_episode(unit, actor, new.episode_id)
    visit = write_visit(ctx, unit, actor, episode, new, ratings, source)
    return Recorded(visit.visit_id, already_there=False)


def write_visit(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    episode: Episode,
    new: NewVisit,
    ratings: Sequence[NewRating],
    source: Source,
) -> Visit:
    """Visit, ratings, assessment and trail, inside a transaction that has found the episode
    through the actor's scope (also for the families of a group)."""
    members = _members(unit, episode.family_id)
    visit = insert_visit(ctx, unit, actor, episode, members, new)
    if ratings:
        insert_ratings(ctx, unit, actor, visit, members, ratings, source)
        _close_if_complete(ctx, unit, visit, members, set(new.participants), ratings)
    progress.reassess(ctx, unit, new.episode_id, visit.visit_id)
    if meeting_plans.counts_sessions(unit, episode.service_id):
        meeting_plans.after_visit(ctx, unit, actor, new.episode_id)
    detail = " ".join([new.status.value, *_instrument_ids(ratings)])
    audit(ctx, unit, actor, "visit_recorded", [visit.family_id], detail=detail)
    return visit


def _recorded_before(unit: Unit, actor: Actor, new: NewVisit) -> UUID | None:
    found: UUID | None = unit.value(
        "visits/by_submission",
        submission_id=new.submission_id,
        episode_id=new.episode_id,
        actor_id=actor.user_id,
    )
    return found


def _instrument_ids(ratings: Sequence[NewRating]) -> list[str]:
    return sorted({rating.instrument_id for rating in ratings})


def insert_visit(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    episode: Episode,
    members: dict[UUID, Member],
    new: NewVisit,
) -> Visit:
    """The visit row with its participants, checked; the caller reassesses and audits."""
    checks.day_in_episode(episode, new.visit_date, ctx.today())
    _check_visit(new.status, new.participants, new.minutes, members, new.visit_date)
    visit = Visit(
        visit_id=ctx.new_id(),
        episode_id=episode.episode_id,
        family_id=episode.family_id,
        visit_date=new.visit_date,
        date_known=new.date_known,
        status=new.status,
        place=new.place,
        minutes=new.minutes,
        is_open=new.is_open and new.status is VisitStatus.ATTENDED,
        created_at=ctx.clock(),
    )
    unit.execute(
        "visits/insert",
        **{name: getattr(visit, name) for name in Visit.__dataclass_fields__},
        submission_id=new.submission_id,
        created_by=actor.user_id,
    )
    _add_participants(unit, visit.visit_id, new.participants)
    return visit


def _check_visit(
    status: VisitStatus,
    participants: Sequence[UUID],
    minutes: int | None,
    members: dict[UUID, Member],
    day: date,
) -> None:
    if status is VisitStatus.ATTENDED and not participants:
        raise InvalidInput("Vælg, hvem der deltog, eller at besøget er aflyst eller udeblevet.")
    if not set(participants) <= set(members):
        raise InvalidInput("Kun familiens egne medlemmer kan deltage.")
    if any(members[member_id].age_on(day) < 0 for member_id in participants):
        raise InvalidInput("En deltager var ikke født på besøgsdagen. Ret datoen eller deltagerne.")
    if minutes is not None and not 0 < minutes <= 24 * 60:
        raise InvalidInput("Varigheden skal være mellem 1 og 1440 minutter.")


def _add_participants(unit: Unit, visit_id: UUID, members: Sequence[UUID]) -> None:
    if members:
        unit.execute(
            "visits/insert_participants", visit_id=visit_id, member_ids=list(dict.fromkeys(members))
        )


def _members(unit: Unit, family_id: UUID) -> dict[UUID, Member]:
    found = family_rows.members(unit, family_id)
    return {member.member_id: member for member in found}


def add_ratings(
    ctx: Context,
    actor: Actor,
    visit_id: UUID,
    ratings: Sequence[NewRating],
    source: Source,
) -> bool:
    """Add ratings to a visit; True when they were written now, False when this same
    submission had already been saved. Somebody else's rating in the same place is a
    Conflict, and nothing is written."""
    require(actor, Action.RECORD_VISIT)

    def work(unit: Unit) -> bool:
        visit = unit.one(Visit, "visits/visible", visit_id=visit_id, actor_id=actor.user_id)
        if _all_saved(unit, visit, ratings):
            return False
        members = _members(unit, visit.family_id)
        write_ratings(ctx, unit, actor, visit, members, ratings, source)
        progress.reassess(ctx, unit, visit.episode_id, visit_id)
        return True

    for pause in PAUSES:
        try:
            return ctx.database.in_transaction(work)
        except DuplicateKey:
            # Two devices, or two clicks on one: the next try looks at what the first one wrote.
            time.sleep(pause)
    return ctx.database.in_transaction(lambda unit: _again(unit, actor, visit_id, ratings))


def _again(unit: Unit, actor: Actor, visit_id: UUID, ratings: Sequence[NewRating]) -> bool:
    visit = unit.one(Visit, "visits/visible", visit_id=visit_id, actor_id=actor.user_id)
    if _all_saved(unit, visit, ratings):
        return False
    raise Conflict(
        "Der er allerede en måling fra samme person ved dette besøg. Ret den på familiens side, "
        "hvis den er forkert."
    )


def _all_saved(unit: Unit, visit: Visit, ratings: Sequence[NewRating]) -> bool:
    rows = unit.rows("ratings/submissions_of_visit", visit_id=visit.visit_id)
    return {rating.submission_id for rating in ratings} <= {row[0] for row in rows}


def write_ratings(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    visit: Visit,
    members: dict[UUID, Member],
    ratings: Sequence[NewRating],
    source: Source,
) -> None:
    """Add ratings to a visit that was there before; the caller reassesses."""
    insert_ratings(ctx, unit, actor, visit, members, ratings, source, _withdrawn(unit, visit))
    present = {
        row[1]
        for row in unit.rows("visits/participants", episode_id=visit.episode_id)
        if row[0] == visit.visit_id
    }
    _close_if_complete(ctx, unit, visit, members, present, ratings)
    detail = " ".join(_instrument_ids(ratings))
    audit(ctx, unit, actor, "ratings_recorded", [visit.family_id], detail=detail)


def insert_ratings(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    visit: Visit,
    members: dict[UUID, Member],
    ratings: Sequence[NewRating],
    source: Source,
    withdrawn: Mapping[RatingKey, int] = MappingProxyType({}),
) -> None:
    """Check, score and insert ratings; `withdrawn` names the places where one was taken back."""
    if visit.status is not VisitStatus.ATTENDED:
        raise InvalidInput("Et aflyst eller udeblevet besøg har ingen målinger.")
    goals = _goals(unit, visit) if any(rating.goal_id != NO_GOAL for rating in ratings) else {}
    rows = [_scored(ctx, visit, members, goals, withdrawn, rating) for rating in ratings]
    insert_rows(ctx, unit, actor, visit, rows, source, reason="")


def _goals(unit: Unit, visit: Visit) -> dict[UUID, Goal]:
    found = unit.all(Goal, "episodes/goals", episode_id=visit.episode_id)
    return {goal.goal_id: goal for goal in found}


def _withdrawn(unit: Unit, visit: Visit) -> dict[RatingKey, int]:
    """Places where a rating was withdrawn, with its latest revision: a new one may follow.

    Everywhere else a new rating is revision 1, and the unique key refuses a second.
    """
    rows = unit.rows("ratings/withdrawn_of_visit", visit_id=visit.visit_id)
    return {tuple(row[:6]): row[6] for row in rows}


def _close_if_complete(
    ctx: Context,
    unit: Unit,
    visit: Visit,
    members: dict[UUID, Member],
    present: set[UUID],
    ratings: Sequence[NewRating],
) -> None:
    """Nobody has to remember to close a visit when both halves are in."""
    if not visit.is_open:
        return
    asked = visit_plan.asked_by_default(ctx.instruments, visit, list(members.values()), present)
    wanted = {(task.member.member_id, task.rater.member_id, task.measure) for task in asked}
    wanted -= {
        (r.member_id, r.rater_member_id, ctx.instruments.get(r.instrument_id).measure)
        for r in ratings
    }
    if wanted:
        rows = unit.rows("ratings/done_of_visit", visit_id=visit.visit_id)
        wanted -= {tuple(row) for row in rows}
    if not wanted:
        unit.execute("visits/close", visit_id=visit.visit_id)


@dataclass(frozen=True)
class Scored:
    """A rating ready to be written."""

    rating: NewRating
    instrument: Instrument
    total: Decimal | None
    revision: int


def _scored(
    ctx: Context,
    visit: Visit,
    members: dict[UUID, Member],
    goals: dict[UUID, Goal],
    withdrawn: Mapping[RatingKey, int],
    rating: NewRating,
) -> Scored:
    instrument = ctx.instruments.get(rating.instrument_id)
    member = members.get(rating.member_id)
    if member is None or rating.rater_member_id not in members:
        raise InvalidInput("Målingen hører ikke til familien.")
    check_rater(member, members[rating.rater_member_id], rating.rater_kind)
    check_suits(instrument, member, rating.rater_kind, visit.visit_date)
    _check_goal(instrument, goals, rating)
    place: RatingKey = (
        visit.visit_id,
        rating.member_id,
        rating.rater_kind.value,
        rating.rater_member_id,
        rating.instrument_id,
        rating.goal_id,
    )
    revision = withdrawn.get(place, 0) + 1
    total = checked_total(instrument, rating.items, rating.total)
    return Scored(rating, instrument, total, revision)


def _check_goal(instrument: Instrument, goals: dict[UUID, Goal], rating: NewRating) -> None:
    """A goal scale is about one goal of the person it is about; other scales about none."""
    if (instrument.measure == GOAL) != (rating.goal_id != NO_GOAL):
        raise InvalidInput("Målet findes ikke i familiens forløb.")
    if rating.goal_id == NO_GOAL:
        return
    goal = goals.get(rating.goal_id)
    if goal is None or goal.member_id != rating.member_id:
        raise InvalidInput("Målet findes ikke i familiens forløb.")


def check_suits(instrument: Instrument, about: Member, kind: RaterKind, day: date) -> None:
    if not instrument.suits(about.age_on(day), kind):
        raise InvalidInput(
            "Skemaet «{instrument}» passer ikke til alderen på besøgsdagen eller til den, der "
            "svarer.",
            instrument=instrument.instrument_id,
        )


def check_rater(about: Member, rater: Member, kind: RaterKind) -> None:
    if kind is RaterKind.CARETAKER:
        if rater.member_id == about.member_id or not rater.role.is_caretaker:
            raise InvalidInput("Kun en voksen i familien kan svare om et barn.")
    elif rater.member_id != about.member_id:
        raise InvalidInput("Målingen hører ikke til den, der svarer.")


def checked_total(
    instrument: Instrument, items: Mapping[str, Decimal] | None, given: Decimal | None
) -> Decimal:
    """The rating's total, made of its items or given alone; both must agree."""
    if items:
        total = scoring.total(instrument, items)
        if given is not None and given != total:
            raise InvalidInput("Totalen stemmer ikke med de enkelte svar.")
        return total
    if given is None:
        raise InvalidInput("Målingen er tom. Svar på alle linjer, eller skriv totalen.")
    return scoring.check_total(instrument, given)


def insert_rows(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    visit: Visit,
    rows: Sequence[Scored],
    source: Source,
    *,
    reason: str,
) -> None:
    unit.execute(
        "ratings/insert_many",
        rating_ids=[ctx.new_id() for _ in rows],
        submission_ids=[row.rating.submission_id for row in rows],
        visit_id=visit.visit_id,
        family_id=visit.family_id,
        episode_id=visit.episode_id,
        member_ids=[row.rating.member_id for row in rows],
        rater_kinds=[row.rating.rater_kind.value for row in rows],
        rater_member_ids=[row.rating.rater_member_id for row in rows],
        instrument_ids=[row.instrument.instrument_id for row in rows],
        instrument_versions=[row.instrument.version for row in rows],
        measures=[row.instrument.measure for row in rows],
        goal_ids=[row.rating.goal_id for row in rows],
        totals=[row.total for row in rows],
        items=[items_text(row.rating.items) for row in rows],
        source=source.value,
        revisions=[row.revision for row in rows],
        reason=reason,
        entered_at=ctx.clock(),
        entered_by=actor.user_id,
    )


def items_text(items: Mapping[str, Decimal] | None) -> str:
    return json.dumps({key: str(value) for key, value in (items or {}).items()})


def close(ctx: Context, actor: Actor, visit_id: UUID) -> None:
    """Say that nothing more will come for this visit."""
    require(actor, Action.RECORD_VISIT)

    def work(unit: Unit) -> None:
        visit = unit.one(Visit, "visits/visible", visit_id=visit_id, actor_id=actor.user_id)
        unit.execute("visits/close", visit_id=visit_id)
        audit(ctx, unit, actor, "visit_closed", [visit.family_id])

    ctx.database.in_transaction(work)


@dataclass(frozen=True)
class VisitFacts:
    """What can be corrected of a visit afterwards."""

    visit_date: date
    status: VisitStatus
    participants: tuple[UUID, ...]
    place: Place | None
    minutes: int | None


def correct_visit(ctx: Context, actor: Actor, visit_id: UUID, facts: VisitFacts) -> None:
    """Correct date, attendance, place or length; the trail keeps what it said before."""
    require(actor, Action.CORRECT_RATING)

    def work(unit: Unit) -> None:
        visit = unit.one(Visit, "visits/visible", visit_id=visit_id, actor_id=actor.user_id)
        episode = checks.episode(unit, actor, visit.episode_id)
        checks.day_in_episode(episode, facts.visit_date, ctx.today())
        members = _members(unit, visit.family_id)
        _check_visit(facts.status, facts.participants, facts.minutes, members, facts.visit_date)
        _refuse_rated(unit, visit, facts)
        held = facts.status is VisitStatus.ATTENDED
        unit.execute(
            "visits/correct",
            visit_id=visit_id,
            visit_date=facts.visit_date,
            status=facts.status.value,
            place=facts.place.value if facts.place else None,
            minutes=facts.minutes,
            date_known=visit.date_known or facts.visit_date != visit.visit_date,
            # Held after all: then its ratings are still to come.
            is_open=held and (visit.is_open or visit.status is not VisitStatus.ATTENDED),
        )
        _replace_participants(unit, visit, facts.participants)
        progress.reassess(ctx, unit, visit.episode_id, visit_id)
        meeting_plans.after_visit(ctx, unit, actor, visit.episode_id)
        detail = f"{visit.visit_date} {visit.status} -> {facts.visit_date} {facts.status}"
        audit(ctx, unit, actor, "visit_corrected", [visit.family_id], detail=detail)

    ctx.database.in_transaction(work)


def _refuse_rated(unit: Unit, visit: Visit, facts: VisitFacts) -> None:
    """A visit that has ratings was held, and those who rated were there."""
    course = progress.read_course(unit, visit.episode_id)
    raters = {
        rating.rater_member_id
        for rating in current(course.ratings)
        if rating.visit_id == visit.visit_id and rating.rater_kind is not RaterKind.SCHOOL
    }
    if raters and facts.status is not VisitStatus.ATTENDED:
        raise InvalidInput("Besøget har målinger og kan ikke være aflyst. Træk dem tilbage først.")
    there = {
        row[1]
        for row in unit.rows("visits/participants", episode_id=visit.episode_id)
        if row[0] == visit.visit_id
    }
    if raters & (there - set(facts.participants)):
        raise InvalidInput(
            "En, der har svaret ved besøget, deltog også. Træk målingen tilbage først."
        )


def _replace_participants(unit: Unit, visit: Visit, wanted: Sequence[UUID]) -> None:
    unit.execute("visits/delete_participants", visit_id=visit.visit_id, member_ids=list(wanted))
    known = {
        row[1]
        for row in unit.rows("visits/participants", episode_id=visit.episode_id)
        if row[0] == visit.visit_id
    }
    _add_participants(unit, visit.visit_id, [member for member in wanted if member not in known])


def correct_rating(
    ctx: Context,
    actor: Actor,
    rating_id: UUID,
    *,
    items: Mapping[str, Decimal] | None,
    total: Decimal | None,
    reason: str,
) -> None:
    """Replace a rating's scores by a new revision that says why; the old one stays readable."""
    _revise(ctx, actor, rating_id, items, total, reason, withdraw=False)


def withdraw_rating(ctx: Context, actor: Actor, rating_id: UUID, reason: str) -> None:
    """Say that a rating should not count (given for the wrong person, say); it stays readable."""
    _revise(ctx, actor, rating_id, None, None, reason, withdraw=True)


def _revise(
    ctx: Context,
    actor: Actor,
    rating_id: UUID,
    items: Mapping[str, Decimal] | None,
    total: Decimal | None,
    reason: str,
    *,
    withdraw: bool,
) -> None:
    require(actor, Action.CORRECT_RATING)
    why = checks.free_text(reason, "begrundelse")

    def work(unit: Unit) -> None:
        old = unit.one(Rating, "ratings/visible", rating_id=rating_id, actor_id=actor.user_id)
        visit = unit.one(Visit, "visits/visible", visit_id=old.visit_id, actor_id=actor.user_id)
        rating = NewRating(
            ctx.new_id(),
            old.member_id,
            old.rater_kind,
            old.rater_member_id,
            old.instrument_id,
            items,
            total,
            old.goal_id,
        )
        instrument = ctx.instruments.get(old.instrument_id)
        score = None if withdraw else checked_total(instrument, rating.items, rating.total)
        row = Scored(rating, instrument, score, old.revision + 1)
        insert_rows(ctx, unit, actor, visit, [row], Source.CORRECTION, reason=why)
        progress.reassess(ctx, unit, visit.episode_id, visit.visit_id)
        what = "rating_withdrawn" if withdraw else "rating_corrected"
        audit(ctx, unit, actor, what, [visit.family_id], detail=old.instrument_id)

    try:
        ctx.database.in_transaction(work)
    except DuplicateKey:
        raise Conflict("En anden har rettet målingen imens. Se den igen, før du retter.") from None
