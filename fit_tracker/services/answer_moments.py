"""Each enrolled person's questionnaires: before, after, follow-up; how much of each is answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fit_tracker.domain.answers import (
    Enrolment,
    Reminded,
    Standing,
    Window,
    asked_at,
    moments_of,
    window_of,
)
from fit_tracker.domain.people import Member, MemberRole
from fit_tracker.domain.programmes import Moment
from fit_tracker.services import enrolments
from fit_tracker.services.context import Context
from fit_tracker.services.enrolments import Offered
from fit_tracker.services.programmes import Stored, all_programmes
from fit_tracker.store.database import Unit

Key = tuple[UUID, Moment]


@dataclass(frozen=True)
class EnrolledRow:
    """An enrolment with its person, as the queries give it."""

    enrolment_id: UUID
    programme_id: UUID
    family_id: UUID
    episode_id: UUID
    member_id: UUID
    variant: str
    started_on: date
    ended_on: date | None
    completed: bool | None
    case_number: str
    role: MemberRole
    birth_year: int
    label: str
    position: int

    @property
    def enrolment(self) -> Enrolment:
        return Enrolment(**{k: getattr(self, k) for k in Enrolment.__dataclass_fields__})

    @property
    def member(self) -> Member:
        return Member(**{k: getattr(self, k) for k in Member.__dataclass_fields__})


@dataclass(frozen=True)
class AskedAgain:
    """How often somebody was asked again about a moment, and how last."""

    times: int
    last_on: date
    last_how: Reminded


@dataclass(frozen=True)
class MomentRow:
    """One person's questionnaire of one moment: how much of it is answered, and by when.

    `window` is None while it counts from an end that nobody knows yet.
    """

    enrolment: Enrolment
    member: Member
    case_number: str
    programme_name: str
    moment: Moment
    window: Window | None
    standing: Standing
    answered: int
    of: int
    again: AskedAgain | None

    @property
    def key(self) -> Key:
        return self.enrolment.enrolment_id, self.moment

    @property
    def is_done(self) -> bool:
        return self.answered == self.of

    @property
    def declined(self) -> bool:
        return self.again is not None and self.again.last_how is Reminded.DECLINED

    @property
    def may_answer(self) -> bool:
        """Now: its days are here; after may be answered while the course still runs."""
        if self.is_done:
            return False
        if self.window is None:
            return self.moment is Moment.AFTER
        return self.standing in (Standing.OPEN, Standing.OVERDUE)


@dataclass(frozen=True)
class OfCourse:
    """The programmes of one course: who is in them, and who might be."""

    rows: Sequence[MomentRow]
    enrolled: Sequence[EnrolledRow]
    names: Mapping[UUID, str]
    offers: Sequence[Offered]
    is_active: bool
    today: date


def of_episode(ctx: Context, unit: Unit, episode_id: UUID) -> OfCourse:
    """For callers that have found the family for the actor."""
    found = unit.all(EnrolledRow, "programme_answers/of_episode", episode_id=episode_id)
    family_id, ended_on = unit.rows("programme_answers/course", episode_id=episode_id)[0]
    programmes = {one.programme_id: one for one in all_programmes(unit)} if found else {}
    offers = enrolments.offers_of(unit, family_id, episode_id) if ended_on is None else []
    return OfCourse(
        rows=complete(unit, found, programmes, ctx.today()),
        enrolled=found,
        names={key: one.programme.name for key, one in programmes.items()},
        offers=[one for one in offers if one.members],
        is_active=ended_on is None,
        today=ctx.today(),
    )


def complete(
    unit: Unit, found: Sequence[EnrolledRow], programmes: Mapping[UUID, Stored], today: date
) -> list[MomentRow]:
    """Every moment of these enrolments. For callers that have found the families."""
    ids = [row.enrolment_id for row in found]
    given: dict[Key, set[str]] = defaultdict(set)
    for answer in enrolments.current_of(unit, ids):
        given[answer.enrolment_id, answer.moment].add(answer.measure)
    again = asked_again(unit, ids)
    return [
        _row(row, programmes[row.programme_id], moment, given, again, today)
        for row in found
        for moment in moments_of(programmes[row.programme_id].programme, row.role)
    ]


def _row(
    row: EnrolledRow,
    stored: Stored,
    moment: Moment,
    given: Mapping[Key, set[str]],
    again: Mapping[Key, AskedAgain],
    today: date,
) -> MomentRow:
    programme, key = stored.programme, (row.enrolment_id, moment)
    window = window_of(programme.windows, moment, row.started_on, row.ended_on)
    wanted = {one.code for one in asked_at(programme, moment, row.role)}
    return MomentRow(
        enrolment=row.enrolment,
        member=row.member,
        case_number=row.case_number,
        programme_name=programme.name,
        moment=moment,
        window=window,
        standing=window.standing(today) if window else Standing.WAITING,
        answered=len(wanted & given.get(key, set())),
        of=len(wanted),
        again=again.get(key),
    )


def asked_again(unit: Unit, ids: Sequence[UUID]) -> dict[Key, AskedAgain]:
    """Of which moments somebody was asked again. For callers that have found the families."""
    found: dict[Key, AskedAgain] = {}
    rows = unit.rows("programme_answers/asked_again", enrolment_ids=list(ids))
    for enrolment_id, moment, on, how in rows:
        key = (enrolment_id, Moment(moment))
        times = found[key].times if key in found else 0
        found[key] = AskedAgain(times + 1, on, Reminded(how))
    return found
