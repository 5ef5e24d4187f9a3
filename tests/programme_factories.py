"""A programme with questionnaires, who takes part in it, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from fit_tracker.domain.people import Actor
from fit_tracker.domain.programmes import (
    Asked,
    Cadence,
    CostKind,
    CostLine,
    CostUnit,
    Moment,
    Programme,
    ProgrammeMeasure,
    ProgrammeService,
    Windows,
)
from fit_tracker.domain.visits import Source
from fit_tracker.services import answers, enrolments, programme_edit
from fit_tracker.services.answer_checks import NewAnswer, NewAnswers
from fit_tracker.services.enrolments import NewEnrolment
from fit_tracker.services.families import Created
from tests.factories import Site

PARENTS = (Asked.MOTHERS, Asked.FATHERS)
QUESTIONS = (Moment.BEFORE, Moment.AFTER, Moment.FOLLOW_UP)
SERVICE = "N02"
"""The code of the service of `make_site`."""


def make_measure(
    code: str = "stress",
    *,
    instrument: str = "",
    moments: Sequence[Moment] = QUESTIONS,
    asked: Sequence[Asked] = PARENTS,
) -> ProgrammeMeasure:
    own = instrument or f"programme-{code.replace('_', '-')}"
    return ProgrammeMeasure(code, own, tuple(moments), tuple(asked))


TWO_SCALES = (make_measure(), make_measure("wellbeing"))


def programme(
    *,
    code: str = "kursus",
    measures: Sequence[ProgrammeMeasure] = TWO_SCALES,
    windows: Windows | None = None,
    variants: Sequence[str] = (),
    services: Sequence[str] = (SERVICE,),
) -> Programme:
    """A course for parents: stress and wellbeing before, after and at follow-up."""
    return Programme(
        code=code,
        name=f"Forældre{code}",
        municipality="Prøvekommune",
        target_group="",
        child_age_min=None,
        child_age_max=None,
        services=tuple(ProgrammeService(one, "Familiebehandling") for one in services),
        periods=(),
        targets=(),
        measures=tuple(measures),
        costs=tuple(_cost(one) for one in variants),
        published=(),
        indicators=(),
        cadence=Cadence(),
        windows=windows or Windows(),
        expected=(),
        source="Opdigtet til prøver",
        remarks=(),
    )


def _cost(variant: str) -> CostLine:
    return CostLine(
        kind=CostKind.RUNNING,
        item="Kursus",
        amount=Decimal(1000),
        low=None,
        high=None,
        unit=CostUnit.PARTICIPANT,
        variant=variant,
        is_sum=False,
        price_level="2026",
        remark="",
    )


def make_programme(site: Site, wanted: Programme | None = None) -> UUID:
    return programme_edit.take_in(site.ctx, site.actors["project"], wanted or programme())


def make_enrolment(
    site: Site,
    programme_id: UUID,
    family: Created,
    *,
    person: int = 0,
    started_on: date | None = None,
    variant: str = "",
    actor: Actor | None = None,
) -> UUID:
    """The mother (or another member by number) takes part, from today unless said otherwise."""
    member_id = family.member_ids[person]
    day = started_on or site.ctx.today()
    new = NewEnrolment(programme_id, family.episode_id, member_id, day, variant)
    return enrolments.enrol(site.ctx, actor or site.practitioner, new)[0]


def answer(
    enrolment_id: UUID, member_id: UUID, moment: Moment, on: date, **totals: str
) -> NewAnswers:
    """A sending of totals by measure."""
    given = tuple(NewAnswer(code, total=Decimal(total)) for code, total in totals.items())
    return NewAnswers(uuid4(), enrolment_id, moment, on, member_id, given)


def give_answers(
    site: Site,
    enrolment_id: UUID,
    member_id: UUID,
    moment: Moment,
    on: date,
    *,
    actor: Actor | None = None,
    **totals: str,
) -> NewAnswers:
    """The same, recorded from paper."""
    new = answer(enrolment_id, member_id, moment, on, **totals)
    assert answers.record(site.ctx, actor or site.practitioner, new, Source.PAPER)
    return new


def again(new: NewAnswers) -> NewAnswers:
    """The same answers from another form."""
    return replace(new, submission_id=uuid4())
