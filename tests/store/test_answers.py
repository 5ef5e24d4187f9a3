"""Questionnaires before, after and at follow-up: who takes part, what is saved, and how often."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.people import MemberRole
from fit_tracker.domain.programmes import Asked, Moment
from fit_tracker.domain.visits import Source
from fit_tracker.errors import Conflict, InvalidInput, NotFound, UserFacing
from fit_tracker.services import (
    answer_corrections,
    answer_form,
    answers,
    enrolments,
    episodes,
    maintenance,
    programme_edit,
)
from fit_tracker.services.answer_checks import NewAnswer, NewAnswers
from fit_tracker.services.enrolments import NewEnrolment
from fit_tracker.services.families import Created, NewMember
from tests.factories import FAMILY_OF_THREE, Site, ask, everything, make_family, on_day, trail
from tests.programme_factories import (
    again,
    answer,
    give_answers,
    make_enrolment,
    make_measure,
    make_programme,
    programme,
)

BEFORE, AFTER, FOLLOW_UP = Moment.BEFORE, Moment.AFTER, Moment.FOLLOW_UP


@pytest.fixture
def family(site: Site) -> Created:
    return make_family(site)


@pytest.fixture
def kursus(site: Site) -> UUID:
    return make_programme(site)


@pytest.fixture
def mother(site: Site, family: Created, kursus: UUID) -> UUID:
    """The mother's enrolment, from today."""
    return make_enrolment(site, kursus, family)


def rows(site: Site) -> list[tuple[Any, ...]]:
    query = "SELECT measure, moment, total, items, revision, source FROM answer ORDER BY ALL"
    return ask(site.ctx, query)


def test_a_questionnaire_is_saved_whole_and_once(site: Site, family: Created, mother: UUID) -> None:
    new = answer(
        mother, family.member_ids[0], BEFORE, site.ctx.today(), stress="3.4", wellbeing="2.5"
    )
    assert answers.record(site.ctx, site.practitioner, new)
    assert not answers.record(site.ctx, site.practitioner, new)
    assert rows(site) == [
        ("stress", "before", Decimal("3.40"), "{}", 1, "paper"),
        ("wellbeing", "before", Decimal("2.50"), "{}", 1, "paper"),
    ]
    assert [detail for _, _, detail in trail(site.ctx, "answers_recorded")] == ["before"]


def test_items_make_their_mean(site: Site, family: Created, mother: UUID) -> None:
    """3.2 and 4.4 on a line of 1-6 are a stress of 3.8."""
    items = {"pressure": Decimal("3.2"), "load": Decimal("4.4")}
    given = (NewAnswer("stress", items),)
    new = NewAnswers(uuid4(), mother, BEFORE, site.ctx.today(), family.member_ids[0], given)
    answers.record(site.ctx, site.practitioner, new, Source.FAMILY_MODE)
    stored = '{"pressure": "3.2", "load": "4.4"}'
    assert rows(site) == [("stress", "before", Decimal("3.80"), stored, 1, "family_mode")]


def test_the_tablet_saves_scale_by_scale_and_a_second_answer_is_a_conflict(
    site: Site, family: Created, mother: UUID
) -> None:
    day, person = site.ctx.today(), family.member_ids[0]
    first = give_answers(site, mother, person, BEFORE, day, stress="3.4")
    give_answers(site, mother, person, BEFORE, day, wellbeing="2.5")
    with pytest.raises(Conflict, match="Der er allerede svaret på «Stressniveau»"):
        answers.record(site.ctx, site.practitioner, again(first))
    assert len(rows(site)) == 2


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ({"stress": "6.1"}, "går fra 1 til 6"),
        ({"stress": "0"}, "går fra 1 til 6"),
        ({"wellbeing": "5.1"}, "går fra 1 til 5"),
        ({"social_life": "3"}, "spørger ikke om «social_life»"),
        ({}, "ikke svaret på noget"),
    ],
)
def test_one_wrong_answer_refuses_them_all(
    site: Site, family: Created, mother: UUID, totals: dict[str, str], said: str
) -> None:
    before = everything(site.ctx)
    right = {"wellbeing": "3.0"} if totals and "wellbeing" not in totals else {}
    new = answer(mother, family.member_ids[0], BEFORE, site.ctx.today(), **right, **totals)
    with pytest.raises(InvalidInput) as caught:
        answers.record(site.ctx, site.practitioner, new)
    assert said in str(caught.value)
    assert everything(site.ctx) == before


def test_another_member_cannot_answer_for_an_adult(
    site: Site, family: Created, mother: UUID
) -> None:
    new = answer(mother, family.member_ids[1], BEFORE, site.ctx.today(), stress="3.0")
    with pytest.raises(InvalidInput):
        answers.record(site.ctx, site.practitioner, new)
    stranger = make_family(site, case_number="F-2").member_ids[0]
    with pytest.raises(InvalidInput, match="hører ikke til familien"):
        answers.record(site.ctx, site.practitioner, replace(again(new), rater_member_id=stranger))


START = date(2026, 3, 2)
END = date(2026, 6, 30)
# Before: 30 days to 14 after the start. After: 30 days around the end. Follow-up: 3 to 6 months.
DAYS = [
    (BEFORE, date(2026, 1, 30), False),
    (BEFORE, date(2026, 1, 31), True),
    (BEFORE, date(2026, 3, 16), True),
    (BEFORE, date(2026, 3, 17), False),
    (AFTER, date(2026, 5, 30), False),
    (AFTER, date(2026, 5, 31), True),
    (AFTER, date(2026, 7, 30), True),
    (AFTER, date(2026, 7, 31), False),
    (FOLLOW_UP, date(2026, 9, 29), False),
    (FOLLOW_UP, date(2026, 9, 30), True),
    (FOLLOW_UP, date(2026, 12, 30), True),
    (FOLLOW_UP, date(2026, 12, 31), False),
]


@pytest.mark.parametrize(("moment", "day", "counts"), DAYS, ids=lambda one: str(one))
def test_an_answer_counts_within_its_days_only(
    site: Site, kursus: UUID, moment: Moment, day: date, counts: bool
) -> None:
    ctx = on_day(site.ctx, date(2027, 1, 15))
    there = replace(site, ctx=ctx)
    family = make_family(there, started_on=date(2026, 1, 5))
    enrolled = make_enrolment(there, kursus, family, started_on=START)
    enrolments.end(ctx, site.practitioner, enrolled, END, True)
    new = answer(enrolled, family.member_ids[0], moment, day, stress="3.0")
    if counts:
        assert answers.record(ctx, site.practitioner, new)
    else:
        with pytest.raises(InvalidInput, match="tæller kun med fra"):
            answers.record(ctx, site.practitioner, new)


def test_after_may_be_answered_on_the_last_day_before_the_end_is_noted(
    site: Site, family: Created, mother: UUID
) -> None:
    person, day = family.member_ids[0], site.ctx.today()
    give_answers(site, mother, person, AFTER, day, stress="2.0")
    early = answer(mother, person, AFTER, day - timedelta(days=1), wellbeing="2.0")
    with pytest.raises(InvalidInput, match="Deltagelsen begyndte"):
        answers.record(site.ctx, site.practitioner, early)
    late = answer(mother, person, FOLLOW_UP, day, stress="2.0")
    with pytest.raises(InvalidInput, match="ikke er noteret"):
        answers.record(site.ctx, site.practitioner, late)


def test_the_courses_end_ends_the_part_too(site: Site, family: Created, mother: UUID) -> None:
    day = site.ctx.today()
    episodes.end(site.ctx, site.practitioner, family.episode_id, day, EndReason.MOVED, True)
    form = answer_form.load(site.ctx, site.practitioner, mother, AFTER)
    assert form.enrolment.ended_on == day
    assert form.window is not None and form.window.opens_on == day - timedelta(days=30)


def test_nothing_is_answered_in_the_future(site: Site, family: Created, mother: UUID) -> None:
    day = site.ctx.today() + timedelta(days=1)
    with pytest.raises(InvalidInput, match="fremtiden"):
        answers.record(
            site.ctx,
            site.practitioner,
            answer(mother, family.member_ids[0], BEFORE, day, stress="3"),
        )


def _answer_id(site: Site) -> UUID:
    found: UUID = ask(site.ctx, "SELECT answer_id FROM answer ORDER BY revision DESC")[0][0]
    return found


def test_a_correction_keeps_the_old_answer_and_says_why(
    site: Site, family: Created, mother: UUID
) -> None:
    give_answers(site, mother, family.member_ids[0], BEFORE, site.ctx.today(), stress="3.4")
    first = _answer_id(site)

    def correct() -> None:
        answer_corrections.correct(
            site.ctx, site.practitioner, first, items=None, total=Decimal("4.3"), reason="tastefejl"
        )

    correct()
    query = "SELECT total, revision, reason FROM answer ORDER BY revision"
    assert ask(site.ctx, query) == [
        (Decimal("3.40"), 1, ""),
        (Decimal("4.30"), 2, "tastefejl"),
    ]
    with pytest.raises(NotFound):
        correct()
    with pytest.raises(InvalidInput, match="begrundelse"):
        answer_corrections.withdraw(site.ctx, site.practitioner, _answer_id(site), " ")


def test_a_withdrawn_answer_may_be_given_again(site: Site, family: Created, mother: UUID) -> None:
    day, person = site.ctx.today(), family.member_ids[0]
    first = give_answers(site, mother, person, BEFORE, day, stress="3.4")
    answer_corrections.withdraw(site.ctx, site.practitioner, _answer_id(site), "forkert person")
    form = answer_form.load(site.ctx, site.practitioner, mother, BEFORE)
    assert [line.measure for line in form.missing] == ["stress", "wellbeing"]
    # The same sending would have been the first one: it is answered by what is stored.
    assert not answers.record(site.ctx, site.practitioner, first)
    assert answers.record(site.ctx, site.practitioner, again(first))
    form = answer_form.load(site.ctx, site.practitioner, mother, BEFORE)
    assert [(line.measure, line.answer and line.answer.total) for line in form.answered] == [
        ("stress", Decimal("3.4"))
    ]
    assert max(row[4] for row in rows(site)) == 3


def test_two_devices_save_one_answer(site: Site, family: Created, mother: UUID) -> None:
    new = answer(
        mother, family.member_ids[0], BEFORE, site.ctx.today(), stress="3.4", wellbeing="3"
    )
    same, other = [new] * 4, [again(new) for _ in range(4)]

    def send(one: NewAnswers) -> object:
        try:
            return answers.record(site.ctx, site.practitioner, one)
        except UserFacing as error:
            return type(error)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(send, [*same, *other]))
    assert found.count(True) == 1
    assert set(found) <= {True, False, Conflict}
    assert len(rows(site)) == 2


def test_a_child_too_young_to_answer_is_answered_about(site: Site) -> None:
    about = make_measure("barn", instrument="outcome-under6", asked=[Asked.CHILDREN])
    kursus = make_programme(site, programme(measures=[about]))
    small = NewMember(MemberRole.CHILD, site.ctx.today().year - 3, "Pige")
    family = make_family(site, members=(*FAMILY_OF_THREE[:2], small))
    child = make_enrolment(site, kursus, family, person=2)
    form = answer_form.load(site.ctx, site.practitioner, child, BEFORE)
    assert [one.label for one in form.raters] == ["Mor", "Far"]
    give_answers(site, child, family.member_ids[1], BEFORE, site.ctx.today(), barn="21.0")
    assert ask(site.ctx, "SELECT rater_kind, rater_member_id FROM answer") == [
        ("caretaker", family.member_ids[1])
    ]
    alone = answer(child, family.member_ids[2], AFTER, site.ctx.today(), barn="20.0")
    with pytest.raises(InvalidInput, match="passer ikke til alderen"):
        answers.record(site.ctx, site.practitioner, alone)


def test_only_those_the_programme_asks_are_enrolled_and_only_once(
    site: Site, family: Created, kursus: UUID, mother: UUID
) -> None:
    def enrol(member: int, day: date | None = None, variant: str = "") -> object:
        return make_enrolment(site, kursus, family, person=member, started_on=day, variant=variant)

    today = site.ctx.today()
    refused: list[tuple[int, date | None, str, str]] = [
        (0, None, "", "allerede tilmeldt"),
        (2, None, "", "spørger ikke en, der er det i familien"),
        (1, None, "Aften", "har ikke formen «Aften»"),
        (1, today + timedelta(days=1), "", "fremtiden"),
        (1, today - timedelta(days=999), "", "før forløbets start"),
    ]
    for person, day, variant, said in refused:
        with pytest.raises(InvalidInput, match=said):
            enrol(person, day, variant)
    enrol(1)
    assert len(ask(site.ctx, "SELECT * FROM enrolment")) == 2


def test_all_are_enrolled_or_none(site: Site, family: Created, kursus: UUID) -> None:
    day = site.ctx.today()
    new = [NewEnrolment(kursus, family.episode_id, one, day) for one in family.member_ids]
    with pytest.raises(InvalidInput):
        enrolments.enrol(site.ctx, site.practitioner, *new)
    assert ask(site.ctx, "SELECT * FROM enrolment") == []
    assert len(enrolments.enrol(site.ctx, site.practitioner, *new[:2])) == 2


def test_a_programme_is_offered_where_the_service_belongs_to_it(
    site: Site, family: Created, kursus: UUID
) -> None:
    each_visit = make_measure("trivsel", instrument="outcome-adult", moments=[Moment.EACH_VISIT])
    make_programme(site, programme(code="uden", measures=[each_visit]))
    (offer,) = enrolments.offered(site.ctx, site.practitioner, family.episode_id)
    assert offer.stored.programme_id == kursus
    assert [one.label for one in offer.members] == ["Mor", "Far"]
    make_enrolment(site, kursus, family)
    (offer,) = enrolments.offered(site.ctx, site.practitioner, family.episode_id)
    assert [one.label for one in offer.members] == ["Far"]
    programme_edit.set_active(site.ctx, site.actors["project"], kursus, False)
    assert enrolments.offered(site.ctx, site.practitioner, family.episode_id) == []
    with pytest.raises(InvalidInput, match="ikke i brug"):
        make_enrolment(site, kursus, family, person=1)


def test_the_end_is_in_the_course_and_can_be_corrected(
    site: Site, family: Created, mother: UUID
) -> None:
    ctx, actor, day = site.ctx, site.practitioner, site.ctx.today()
    for wrong in (day + timedelta(days=1), day - timedelta(days=1)):
        with pytest.raises(InvalidInput):
            enrolments.end(ctx, actor, mother, wrong, True)
    enrolments.end(ctx, actor, mother, day, True)
    enrolments.end(ctx, actor, mother, day, False)
    assert ask(ctx, "SELECT ended_on, completed FROM enrolment") == [(day, False)]


def test_an_enrolment_by_mistake_is_taken_back_unless_somebody_answered(
    site: Site, family: Created, kursus: UUID, mother: UUID
) -> None:
    ctx, actor = site.ctx, site.practitioner
    give_answers(site, mother, family.member_ids[0], BEFORE, ctx.today(), stress="3.0")
    with pytest.raises(InvalidInput, match="Træk svarene tilbage først"):
        enrolments.withdraw(ctx, actor, mother)
    answer_corrections.withdraw(ctx, actor, _answer_id(site), "forkert familie")
    enrolments.withdraw(ctx, actor, mother)
    with pytest.raises(NotFound):
        answer_form.load(ctx, actor, mother, BEFORE)
    assert make_enrolment(site, kursus, family) != mother
    assert maintenance.check(ctx) == []
