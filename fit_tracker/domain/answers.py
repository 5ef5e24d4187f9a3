"""Who takes part in a programme, what they answered, and when an answer still counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from fit_tracker.domain.followups import add_months
from fit_tracker.domain.people import Member, MemberRole, RaterKind
from fit_tracker.domain.programmes import (
    QUESTIONNAIRE_MOMENTS,
    Asked,
    Moment,
    Programme,
    ProgrammeMeasure,
    Windows,
)
from fit_tracker.domain.visits import Source


class Standing(StrEnum):
    """Where a moment's questionnaire stands on a day."""

    WAITING = "waiting"
    OPEN = "open"
    OVERDUE = "overdue"
    CLOSED = "closed"


class Reminded(StrEnum):
    """How somebody was asked again; DECLINED is their answer, and stops the asking."""

    PHONE = "phone"
    LETTER = "letter"
    VISIT = "visit"
    MESSAGE = "message"
    DECLINED = "declined"


@dataclass(frozen=True)
class Enrolment:
    """One person's part in a programme. `ended_on` is their own end or the course's, the
    earlier one; None while both run. `completed` is None until somebody has said so."""

    enrolment_id: UUID
    programme_id: UUID
    family_id: UUID
    episode_id: UUID
    member_id: UUID
    variant: str
    started_on: date
    ended_on: date | None
    completed: bool | None


@dataclass(frozen=True)
class Answer:
    """One scale answered once. `total` is None only in a revision that withdraws it."""

    answer_id: UUID
    enrolment_id: UUID
    family_id: UUID
    moment: Moment
    measure: str
    instrument_id: str
    instrument_version: str
    rater_kind: RaterKind
    rater_member_id: UUID
    total: Decimal | None
    items: dict[str, Decimal]
    source: Source
    answered_on: date
    revision: int
    reason: str
    entered_at: datetime


@dataclass(frozen=True)
class Window:
    """The days an answer counts on, both ends included; after `due_on` it is overdue."""

    opens_on: date
    due_on: date
    closes_on: date

    def standing(self, today: date) -> Standing:
        if today < self.opens_on:
            return Standing.WAITING
        if today > self.closes_on:
            return Standing.CLOSED
        return Standing.OVERDUE if today > self.due_on else Standing.OPEN

    def holds(self, day: date) -> bool:
        return self.opens_on <= day <= self.closes_on


def window_of(
    windows: Windows, moment: Moment, started_on: date, ended_on: date | None
) -> Window | None:
    """When `moment` is asked; None while it counts from an end that nobody knows yet.

    Before is due on the day of the start. After and follow-up are due when half of the
    time that follows the end (or the opening) is gone: then there is time left to ask again.
    """
    if moment is Moment.BEFORE:
        late = timedelta(days=windows.before_late_days)
        opens = started_on - timedelta(days=windows.before_days)
        return Window(opens, started_on, started_on + late)
    if ended_on is None:
        return None
    if moment is Moment.AFTER:
        around = timedelta(days=windows.after_days)
        half = timedelta(days=windows.after_days // 2)
        return Window(ended_on - around, ended_on + half, ended_on + around)
    opens = add_months(ended_on, windows.follow_up_from)
    closes = add_months(ended_on, windows.follow_up_to)
    return Window(opens, opens + (closes - opens) / 2, closes)


def is_asked(measure: ProgrammeMeasure, role: MemberRole) -> bool:
    """Whether a measure is asked of, or about, somebody with this place in the family."""
    return any(_means(asked, role) for asked in measure.asked)


def _means(asked: Asked, role: MemberRole) -> bool:
    match asked:
        case Asked.MOTHERS:
            return role is MemberRole.MOTHER
        case Asked.FATHERS:
            return role is MemberRole.FATHER
        case Asked.CARETAKERS:
            return role.is_caretaker
        case Asked.CHILDREN:
            return role is MemberRole.CHILD


def asked_at(
    programme: Programme, moment: Moment, role: MemberRole
) -> tuple[ProgrammeMeasure, ...]:
    """The scales of one person's questionnaire at `moment`, in the programme's order."""
    return tuple(
        measure
        for measure in programme.measures
        if moment in measure.moments and is_asked(measure, role)
    )


def moments_of(programme: Programme, role: MemberRole) -> tuple[Moment, ...]:
    """The moments at which this person has anything to answer."""
    return tuple(one for one in QUESTIONNAIRE_MOMENTS if asked_at(programme, one, role))


def asks(programme: Programme) -> bool:
    """Whether it has questionnaires; one that only reads the ratings of each visit has none, and
    nobody need be enrolled in it."""
    return any(
        moment in QUESTIONNAIRE_MOMENTS for one in programme.measures for moment in one.moments
    )


def may_take_part(programme: Programme, member: Member) -> bool:
    """Whom the programme asks; one without questionnaires is open to everybody."""
    return not asks(programme) or bool(moments_of(programme, member.role))


def variants_of(programme: Programme) -> tuple[str, ...]:
    """The ways to take part that cost differently, as the cost lines name them."""
    return tuple(dict.fromkeys(line.variant for line in programme.costs if line.variant))
