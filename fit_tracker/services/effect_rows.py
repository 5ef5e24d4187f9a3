"""The answers of a programme, read for its table. Nothing here is ever shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from fit_tracker.domain.answers import is_asked, window_of
from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.people import MemberRole, RaterKind
from fit_tracker.domain.programmes import Moment, Programme, ProgrammeMeasure, Windows
from fit_tracker.evaluation.effect_rows import Given, Group, MeasureRows, Person
from fit_tracker.services.context import Context
from fit_tracker.services.programmes import Stored
from fit_tracker.store.database import Unit

KEY_LENGTH = 16


@dataclass(frozen=True)
class _Enrolled:
    enrolment_id: UUID
    family_id: UUID
    member_id: UUID
    role: MemberRole
    variant: str
    ended_on: date | None


@dataclass(frozen=True)
class _Answer:
    answer_id: UUID
    enrolment_id: UUID
    measure: str
    moment: Moment
    instrument_id: str
    total: Decimal
    items: str


@dataclass(frozen=True)
class _Rated:
    family_id: UUID
    member_id: UUID
    role: MemberRole
    ended_on: date | None
    first_id: UUID
    first_total: Decimal
    last_id: UUID
    last_total: Decimal


@dataclass(frozen=True)
class Rows:
    """What a table is computed from; `people` are the participants by variant, as keys."""

    measures: tuple[MeasureRows, ...]
    people: Mapping[str, frozenset[str]]


def rows_of(ctx: Context, unit: Unit, stored: Stored) -> Rows:
    """Everything of a programme. For callers that have checked who asks."""
    programme = stored.programme
    enrolled = unit.all(_Enrolled, "effects/people", programme_id=stored.programme_id)
    answers = unit.all(_Answer, "effects/answers", programme_id=stored.programme_id)
    found = {(a.enrolment_id, a.measure, a.moment): a for a in answers}
    measures = []
    for measure in programme.measures:
        scale = ctx.instruments.get(measure.instrument_id)
        if Moment.EACH_VISIT in measure.moments:
            people = _by_visit(ctx, unit, stored.programme_id, measure, scale)
        else:
            people = _by_moment(programme, measure, enrolled, found, ctx.today())
        follows = Moment.FOLLOW_UP in measure.moments
        each_visit = Moment.EACH_VISIT in measure.moments
        measures.append(MeasureRows(measure.code, scale, each_visit, follows, people))
    return Rows(tuple(measures), _participants(enrolled))


def key_of(value: UUID) -> str:
    """A person or an answer in what is kept of a table: the same each time, and no id."""
    return hashlib.sha256(value.bytes).hexdigest()[:KEY_LENGTH]


def _by_moment(
    programme: Programme,
    measure: ProgrammeMeasure,
    enrolled: list[_Enrolled],
    found: Mapping[tuple[UUID, str, Moment], _Answer],
    today: date,
) -> tuple[Person, ...]:
    people = []
    for one in enrolled:
        if not is_asked(measure, one.role):
            continue
        before, after, follow_up = (
            _given(found.get((one.enrolment_id, measure.code, moment)), measure.instrument_id)
            for moment in (Moment.BEFORE, Moment.AFTER, Moment.FOLLOW_UP)
        )
        people.append(
            Person(
                key_of(one.member_id),
                key_of(one.family_id),
                group_of(one.role),
                before,
                after,
                follow_up,
                _closed(programme.windows, Moment.AFTER, one.ended_on, today),
                _closed(programme.windows, Moment.FOLLOW_UP, one.ended_on, today),
            )
        )
    return tuple(people)


def _by_visit(
    ctx: Context, unit: Unit, programme_id: UUID, measure: ProgrammeMeasure, scale: Instrument
) -> tuple[Person, ...]:
    """First against latest rating of the course; packs with the same wording are one series."""
    kind = RaterKind.SELF if RaterKind.SELF in scale.raters else RaterKind.CARETAKER
    alike = [
        one.instrument_id
        for one in ctx.instruments.all()
        if (one.measure, one.form) == (scale.measure, scale.form)
    ]
    rated = unit.all(
        _Rated,
        "effects/ratings",
        programme_id=programme_id,
        rater_kind=kind.value,
        instrument_ids=alike,
    )
    return tuple(_rated(one) for one in rated if is_asked(measure, one.role))


def _rated(one: _Rated) -> Person:
    twice = one.first_id != one.last_id
    return Person(
        key_of(one.member_id),
        key_of(one.family_id),
        group_of(one.role),
        Given(key_of(one.first_id), one.first_total),
        Given(key_of(one.last_id), one.last_total) if twice else None,
        None,
        one.ended_on is not None,
        False,
    )


def group_of(role: MemberRole) -> Group:
    if role is MemberRole.MOTHER:
        return Group.MOTHERS
    return Group.FATHERS if role is MemberRole.FATHER else Group.OTHERS


def _given(answer: _Answer | None, instrument_id: str) -> Given | None:
    """An answer on another scale than the programme now asks for is not of this measure."""
    if answer is None or answer.instrument_id != instrument_id:
        return None
    items = json.loads(answer.items) if answer.items else {}
    values = tuple(Decimal(str(items[key])) for key in sorted(items))
    return Given(key_of(answer.answer_id), answer.total, values)


def _closed(windows: Windows, moment: Moment, ended_on: date | None, today: date) -> bool:
    window = window_of(windows, moment, ended_on, ended_on) if ended_on else None
    return window is not None and window.closes_on < today


def _participants(enrolled: list[_Enrolled]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one in enrolled:
        found.setdefault(one.variant, set()).add(key_of(one.member_id))
    return {name: frozenset(people) for name, people in sorted(found.items())}
