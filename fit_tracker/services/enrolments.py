"""Who takes part in a programme: enrolled, ended, or taken back as a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fit_tracker.domain.answers import (
    Answer,
    Enrolment,
    asks,
    may_take_part,
    variants_of,
)
from fit_tracker.domain.people import Actor, Member
from fit_tracker.errors import InvalidInput
from fit_tracker.services import checks, family_rows
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.programmes import Stored, programme_of
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class NewEnrolment:
    """`variant` as the programme's cost lines name it; empty where there is one way only."""

    programme_id: UUID
    episode_id: UUID
    member_id: UUID
    started_on: date
    variant: str = ""


@dataclass(frozen=True)
class Offered:
    """A programme that the course's service belongs to, and who of the family may join it."""

    episode_id: UUID
    stored: Stored
    members: tuple[Member, ...]
    variants: tuple[str, ...]
    since: date


def enrol(ctx: Context, actor: Actor, *new: NewEnrolment) -> list[UUID]:
    """One or more take part in a programme from a day of their course on; all of them or none."""
    require(actor, Action.ASK_MEASURES)
    return ctx.database.in_transaction(lambda unit: [_enrol(ctx, unit, actor, one) for one in new])


def _enrol(ctx: Context, unit: Unit, actor: Actor, new: NewEnrolment) -> UUID:
    course = checks.active_episode(unit, actor, new.episode_id)
    checks.day_in_episode(course, new.started_on, ctx.today())
    unit.execute("families/take_turn", family_id=course.family_id, now=ctx.clock())
    _check_new(unit, course.family_id, new)
    enrolment_id = ctx.new_id()
    unit.execute(
        "programme_answers/insert_enrolment",
        enrolment_id=enrolment_id,
        family_id=course.family_id,
        created_at=ctx.clock(),
        created_by=actor.user_id,
        **{name: getattr(new, name) for name in NewEnrolment.__dataclass_fields__},
    )
    audit(ctx, unit, actor, "enrolled", [course.family_id])
    return enrolment_id


def _check_new(unit: Unit, family_id: UUID, new: NewEnrolment) -> None:
    stored = programme_of(unit, new.programme_id)
    if not stored.active:
        raise InvalidInput("Programmet er ikke i brug. Vælg et andet.")
    members = family_rows.members(unit, family_id)
    member = next((one for one in members if one.member_id == new.member_id), None)
    if member is None:
        raise InvalidInput("Kun familiens egne medlemmer kan deltage.")
    if not may_take_part(stored.programme, member):
        raise InvalidInput("Programmet spørger ikke en, der er det i familien. Vælg en anden.")
    variants = variants_of(stored.programme)
    if new.variant not in ("", *variants):
        raise InvalidInput("Programmet har ikke formen «{variant}».", variant=new.variant)
    taken = of_course(unit, new.episode_id)
    if any((e.programme_id, e.member_id) == (new.programme_id, new.member_id) for e in taken):
        raise InvalidInput("Personen er allerede tilmeldt programmet i dette forløb.")


def end(ctx: Context, actor: Actor, enrolment_id: UUID, ended_on: date, completed: bool) -> None:
    """The last day somebody took part, and whether they went through with it; said again, it
    corrects what was said before."""
    require(actor, Action.ASK_MEASURES)

    def work(unit: Unit) -> None:
        found = visible(unit, actor, enrolment_id)
        checks.day_in_episode(checks.episode(unit, actor, found.episode_id), ended_on, ctx.today())
        if ended_on < found.started_on:
            raise InvalidInput(
                "Deltagelsen begyndte {day} og kan ikke slutte før.",
                day=checks.danish_date(found.started_on),
            )
        unit.execute(
            "programme_answers/end_enrolment",
            enrolment_id=enrolment_id,
            ended_on=ended_on,
            completed=completed,
        )
        audit(ctx, unit, actor, "enrolment_ended", [found.family_id])

    ctx.database.in_transaction(work)


def withdraw(ctx: Context, actor: Actor, enrolment_id: UUID) -> None:
    """Somebody was enrolled by mistake. Refused while answers of theirs count."""
    require(actor, Action.ASK_MEASURES)

    def work(unit: Unit) -> None:
        found = visible(unit, actor, enrolment_id)
        # An answer that is on its way must not land on an enrolment that is gone.
        unit.execute("families/take_turn", family_id=found.family_id, now=ctx.clock())
        if current_of(unit, [enrolment_id]):
            raise InvalidInput("Personen har svaret. Træk svarene tilbage først.")
        unit.execute(
            "programme_answers/withdraw_enrolment",
            enrolment_id=enrolment_id,
            withdrawn_at=ctx.clock(),
        )
        audit(ctx, unit, actor, "enrolment_withdrawn", [found.family_id])

    ctx.database.in_transaction(work)


def visible(unit: Unit, actor: Actor, enrolment_id: UUID) -> Enrolment:
    """The enrolment, or the same answer whether it does not exist or may not be seen."""
    return unit.one(
        Enrolment,
        "programme_answers/visible_enrolment",
        enrolment_id=enrolment_id,
        actor_id=actor.user_id,
    )


def of_course(unit: Unit, episode_id: UUID) -> list[Enrolment]:
    """Who takes part in what. For callers that have found the family for the actor."""
    query = "programme_answers/enrolments_of_episode"
    return unit.all(Enrolment, query, episode_id=episode_id)


def current_of(unit: Unit, enrolment_ids: Sequence[UUID]) -> list[Answer]:
    """The answers that count. For callers that have found the families for the actor."""
    query = "programme_answers/answers_of_enrolments"
    every = unit.all(Answer, query, enrolment_ids=list(enrolment_ids))
    latest = {(one.enrolment_id, one.moment, one.measure): one for one in every}
    return [one for one in latest.values() if one.total is not None]


def offered(ctx: Context, actor: Actor, episode_id: UUID) -> list[Offered]:
    """The programmes of the course's service and who is not in them yet."""
    require(actor, Action.ASK_MEASURES)

    def work(unit: Unit) -> list[Offered]:
        course = checks.episode(unit, actor, episode_id)
        audit(ctx, unit, actor, "enrolments_read", [course.family_id])
        return offers_of(unit, course.family_id, episode_id) if course.is_active else []

    return ctx.database.in_transaction(work)


def offers_of(unit: Unit, family_id: UUID, episode_id: UUID) -> list[Offered]:
    """For callers that have found the family for the actor, and a course that runs."""
    rows = unit.rows("programme_answers/programmes_of_episode", episode_id=episode_id)
    if not rows:
        return []
    members = family_rows.members(unit, family_id)
    taken = {(one.programme_id, one.member_id) for one in of_course(unit, episode_id)}
    found = [(programme_of(unit, key), since) for key, since in rows]
    return [
        _offered(episode_id, stored, members, taken, since)
        for stored, since in found
        if asks(stored.programme)
    ]


def _offered(
    episode_id: UUID,
    stored: Stored,
    members: Sequence[Member],
    taken: set[tuple[UUID, UUID]],
    since: date,
) -> Offered:
    free = tuple(
        one
        for one in members
        if may_take_part(stored.programme, one)
        and (stored.programme_id, one.member_id) not in taken
    )
    return Offered(episode_id, stored, free, variants_of(stored.programme), since)
