"""One person's questionnaire of one moment, ready to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fit_tracker.domain.answers import (
    Answer,
    Enrolment,
    Window,
    asked_at,
    window_of,
)
from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.people import Actor, Family, Member, RaterKind
from fit_tracker.domain.programmes import Moment
from fit_tracker.errors import InvalidInput
from fit_tracker.services import checks, enrolments, family_rows
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.programmes import programme_of
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class Line:
    """One scale of the questionnaire, with its answer when there is one."""

    measure: str
    instrument: Instrument
    answer: Answer | None


@dataclass(frozen=True)
class Questionnaire:
    """`raters` may answer: the person, or the adults about a child who is too young to."""

    enrolment: Enrolment
    family: Family
    programme_name: str
    member: Member
    raters: tuple[Member, ...]
    moment: Moment
    window: Window | None
    lines: tuple[Line, ...]
    today: date

    @property
    def missing(self) -> list[Line]:
        return [line for line in self.lines if line.answer is None]

    @property
    def answered(self) -> list[Line]:
        return [line for line in self.lines if line.answer is not None]

    @property
    def accepts_today(self) -> bool:
        """Whether an answer given today counts; after may be answered while it still runs."""
        if self.window is None:
            return self.moment is Moment.AFTER
        return self.window.holds(self.today)


def load(ctx: Context, actor: Actor, enrolment_id: UUID, moment: Moment) -> Questionnaire:
    """The questionnaire of somebody one may see."""
    require(actor, Action.ASK_MEASURES)

    def work(unit: Unit) -> Questionnaire:
        found = enrolments.visible(unit, actor, enrolment_id)
        audit(ctx, unit, actor, "questionnaire_read", [found.family_id], detail=moment.value)
        return _load(ctx, unit, actor, found, moment)

    return ctx.database.in_transaction(work)


def _load(
    ctx: Context, unit: Unit, actor: Actor, enrolment: Enrolment, moment: Moment
) -> Questionnaire:
    programme = programme_of(unit, enrolment.programme_id).programme
    members = family_rows.members(unit, enrolment.family_id)
    member = next(one for one in members if one.member_id == enrolment.member_id)
    given = {
        one.measure: one
        for one in enrolments.current_of(unit, [enrolment.enrolment_id])
        if one.moment is moment
    }
    lines = tuple(
        Line(one.code, ctx.instruments.get(one.instrument_id), given.get(one.code))
        for one in asked_at(programme, moment, member.role)
    )
    if not lines:
        raise InvalidInput("Programmet spørger ikke denne person på det tidspunkt.")
    return Questionnaire(
        enrolment=enrolment,
        family=checks.family(unit, actor, enrolment.family_id),
        programme_name=programme.name,
        member=member,
        raters=_raters(member, members, lines, ctx.today()),
        moment=moment,
        window=window_of(programme.windows, moment, enrolment.started_on, enrolment.ended_on),
        lines=lines,
        today=ctx.today(),
    )


def _raters(
    member: Member, members: list[Member], lines: tuple[Line, ...], today: date
) -> tuple[Member, ...]:
    age = member.age_on(today)
    if all(line.instrument.suits(age, RaterKind.SELF) for line in lines):
        return (member,)
    return tuple(one for one in members if one.role.is_caretaker and one != member)
