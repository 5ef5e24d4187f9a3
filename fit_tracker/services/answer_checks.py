"""What an answer must be to count: asked of this person, on a day of its moment, on the scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from fit_tracker.domain.answers import Answer, Enrolment, asked_at, window_of
from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.people import Member, RaterKind
from fit_tracker.domain.programmes import Moment, Programme
from fit_tracker.errors import Conflict, InvalidInput
from fit_tracker.services import checks, family_rows
from fit_tracker.services.context import Context
from fit_tracker.services.visits import check_rater, check_suits, checked_total
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class NewAnswer:
    """One scale: `items` by key, or only a `total`, which then stays a total."""

    measure: str
    items: Mapping[str, Decimal] | None = None
    total: Decimal | None = None


@dataclass(frozen=True)
class NewAnswers:
    """What one person answered of one moment's questionnaire; the rest may follow later.

    `submission_id` comes from the form: the same one records once.
    """

    submission_id: UUID
    enrolment_id: UUID
    moment: Moment
    answered_on: date
    rater_member_id: UUID
    answers: tuple[NewAnswer, ...]


@dataclass(frozen=True)
class Row:
    """An answer ready to be written."""

    measure: str
    instrument: Instrument
    rater_kind: RaterKind
    total: Decimal | None
    items: Mapping[str, Decimal] | None
    revision: int


def check_day(
    ctx: Context, programme: Programme, enrolment: Enrolment, moment: Moment, day: date
) -> None:
    """An answer of another time would be counted as one of this moment."""
    if day > ctx.today():
        raise InvalidInput("Datoen {day} ligger i fremtiden.", day=checks.danish_date(day))
    window = window_of(programme.windows, moment, enrolment.started_on, enrolment.ended_on)
    if window is None and moment is Moment.FOLLOW_UP:
        raise InvalidInput("Opfølgningen tæller fra deltagelsens slutning, som ikke er noteret.")
    if window is None and day < enrolment.started_on:
        raise InvalidInput(
            "Deltagelsen begyndte {day}; svaret efter kan ikke ligge før.",
            day=checks.danish_date(enrolment.started_on),
        )
    if window is not None and not window.holds(day):
        raise InvalidInput(
            "Svaret er fra {day} og tæller kun med fra {first} til {last}. Det kan ikke gemmes "
            "som svar på dette tidspunkt.",
            day=checks.danish_date(day),
            first=checks.danish_date(window.opens_on),
            last=checks.danish_date(window.closes_on),
        )


def scored(
    ctx: Context, unit: Unit, programme: Programme, enrolment: Enrolment, new: NewAnswers
) -> list[Row]:
    """The answers as rows, each checked; one wrong answer refuses them all."""
    if not new.answers:
        raise InvalidInput("Der er ikke svaret på noget endnu.")
    about, rater = _people(unit, enrolment, new)
    asked = {one.code: one for one in asked_at(programme, new.moment, about.role)}
    before = _latest(unit, new)
    rows: list[Row] = []
    for one in new.answers:
        if one.measure not in asked:
            raise InvalidInput("Programmet spørger ikke om «{measure}» her.", measure=one.measure)
        scale = ctx.instruments.get(asked[one.measure].instrument_id)
        kind = RaterKind.SELF if about == rater else RaterKind.CARETAKER
        check_rater(about, rater, kind)
        check_suits(scale, about, kind, new.answered_on)
        revision = _next_revision(before.get(one.measure), scale)
        total = checked_total(scale, one.items, one.total)
        rows.append(Row(one.measure, scale, kind, total, one.items, revision))
    return rows


def _people(unit: Unit, enrolment: Enrolment, new: NewAnswers) -> tuple[Member, Member]:
    """Whom it is about, and who answered."""
    found = family_rows.members(unit, enrolment.family_id)
    members = {one.member_id: one for one in found}
    if new.rater_member_id not in members:
        raise InvalidInput("Målingen hører ikke til familien.")
    return members[enrolment.member_id], members[new.rater_member_id]


def _latest(unit: Unit, new: NewAnswers) -> dict[str, Answer]:
    query = "programme_answers/answers_of_enrolments"
    every = unit.all(Answer, query, enrolment_ids=[new.enrolment_id])
    return {one.measure: one for one in every if one.moment is new.moment}


def _next_revision(before: Answer | None, scale: Instrument) -> int:
    """A new answer may follow one that was withdrawn, and no other."""
    if before is None:
        return 1
    if before.total is not None:
        raise Conflict(
            "Der er allerede svaret på «{instrument}». Ret svaret, hvis det er forkert.",
            instrument=scale.name["da"],
        )
    return before.revision + 1
