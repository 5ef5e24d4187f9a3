"""Questionnaires of a family one may not see: nothing is shown, nothing is written, no tablet
is locked to them; and a locked tablet opens nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from fit_tracker.domain.answers import Reminded
from fit_tracker.domain.people import Actor
from fit_tracker.domain.programmes import Moment
from fit_tracker.errors import InvalidInput, NotAllowed, NotFound
from fit_tracker.services import (
    accounts,
    answer_corrections,
    answer_form,
    answers,
    answers_due,
    enrolments,
    maintenance,
)
from fit_tracker.services.enrolments import NewEnrolment
from fit_tracker.services.families import Created
from tests.factories import PIN, Site, ask, everything, give, later, make_family, sign_in, trail
from tests.programme_factories import answer, give_answers, make_enrolment, make_programme
from tests.store.test_scope import OUTSIDERS, World

BEFORE, AFTER = Moment.BEFORE, Moment.AFTER


@pytest.fixture
def world(site: Site) -> World:
    """The family of the outsiders, which one practitioner treats."""
    family = make_family(site, practitioners=(site.practitioner.user_id,))
    return World(site, family, uuid4(), uuid4(), uuid4(), uuid4())


@pytest.fixture
def kursus(site: Site) -> UUID:
    return make_programme(site)


@pytest.fixture
def mother(world: World, kursus: UUID) -> UUID:
    enrolled = make_enrolment(world.site, kursus, world.family)
    person, day = world.family.member_ids[0], world.ctx.today()
    give_answers(world.site, enrolled, person, BEFORE, day, stress="3", wellbeing="3")
    return enrolled


Call = Callable[[World, Actor, UUID, UUID], object]
DOORS: dict[str, Call] = {
    "lock_to_questionnaire": lambda w, a, e, _: accounts.lock_to_questionnaire(
        w.ctx, _session(w, a), e, BEFORE
    ),
    "load": lambda w, a, e, _: answer_form.load(w.ctx, a, e, BEFORE),
    "record": lambda w, a, e, _: answers.record(
        w.ctx, a, answer(e, w.family.member_ids[0], AFTER, w.ctx.today(), stress="2")
    ),
    "correct": lambda w, a, _, one: answer_corrections.correct(
        w.ctx, a, one, items=None, total=Decimal(2), reason="tastefejl"
    ),
    "withdraw_answer": lambda w, a, _, one: answer_corrections.withdraw(
        w.ctx, a, one, "forkert person"
    ),
    "remind": lambda w, a, e, _: answers_due.remind(
        w.ctx, a, e, AFTER, w.ctx.today(), Reminded.PHONE
    ),
    "end": lambda w, a, e, _: enrolments.end(w.ctx, a, e, w.ctx.today(), True),
    "withdraw": lambda w, a, e, _: enrolments.withdraw(w.ctx, a, e),
}


def _session(world: World, actor: Actor) -> accounts.Session:
    now = world.ctx.clock()
    return accounts.Session(
        uuid4(), actor.user_id, now, None, actor.display_name, actor.role, "da", False
    )


def _answers(world: World) -> list[UUID]:
    return [row[0] for row in ask(world.ctx, "SELECT answer_id FROM answer ORDER BY measure")]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_outsider_reads_and_writes_nothing(
    world: World, kursus: UUID, mother: UUID, who: str
) -> None:
    actor = OUTSIDERS[who](world.site, world)
    one = _answers(world)[0]
    before = everything(world.ctx)
    for name, call in DOORS.items():
        with pytest.raises((NotFound, NotAllowed)) as caught:
            call(world, actor, mother, one)
        assert "F-1" not in str(caught.value), name
    father = NewEnrolment(
        kursus, world.family.episode_id, world.family.member_ids[1], world.ctx.today()
    )
    with pytest.raises((NotFound, NotAllowed)):
        enrolments.enrol(world.ctx, actor, father)
    assert everything(world.ctx) == before


@pytest.mark.parametrize("name", ["practitioner", "leader"])
def test_those_who_may_see_it_pass_every_door(world: World, mother: UUID, name: str) -> None:
    """The same calls succeed for the right person: the refusals above are about scope."""
    actor = world.site.actors[name]
    first, second = _answers(world)
    for door, call in DOORS.items():
        if door != "withdraw":
            call(world, actor, mother, second if door == "withdraw_answer" else first)
    for (one,) in ask(
        world.ctx,
        "SELECT answer_id FROM answer a WHERE total IS NOT NULL AND revision = (SELECT "
        "max(revision) FROM answer b WHERE b.measure = a.measure AND b.moment = a.moment)",
    ):
        DOORS["withdraw_answer"](world, actor, mother, one)
    DOORS["withdraw"](world, actor, mother, first)
    assert maintenance.check(world.ctx) == []


# The tablet, locked to one person's questionnaire of one moment.


@pytest.fixture
def locked(site: Site, world: World, mother: UUID) -> accounts.Session:
    session = sign_in(site, "practitioner")
    accounts.lock_to_questionnaire(site.ctx, session, mother, AFTER)
    kept = accounts.keep(site.ctx, session.session_id)
    assert kept is not None
    return kept


def test_the_lock_is_kept_in_the_database(
    site: Site, mother: UUID, locked: accounts.Session
) -> None:
    assert locked.is_locked
    assert (locked.locked_enrolment_id, locked.locked_moment) == (mother, AFTER)
    assert locked.locked_visit_id is None
    token, again = accounts.sign_in(site.ctx, "practitioner", "en lang proevekode")
    assert not again.is_locked, "another browser of the same person is not locked"
    accounts.lock_to_questionnaire(site.ctx, again, mother, BEFORE)
    resumed = accounts.resume(site.ctx, token)
    assert resumed is not None and resumed.locked_moment is BEFORE


def test_a_family_may_take_its_time_with_it(site: Site, locked: accounts.Session) -> None:
    settings = site.ctx.settings
    resting = later(site.ctx, seconds=settings.idle.total_seconds() + 60)
    assert accounts.keep(resting, locked.session_id) is not None
    gone = later(site.ctx, seconds=2 * settings.family_mode_idle.total_seconds())
    assert accounts.keep(gone, locked.session_id) is None


def test_only_the_code_opens_it(site: Site, locked: accounts.Session) -> None:
    with pytest.raises(NotAllowed):
        accounts.unlock(site.ctx, locked, "0000")
    kept = accounts.keep(site.ctx, locked.session_id)
    assert kept is not None and kept.is_locked
    accounts.unlock(site.ctx, locked, PIN)
    kept = accounts.keep(site.ctx, locked.session_id)
    assert kept is not None and not kept.is_locked
    assert [len(ids) for _, ids, _ in trail(site.ctx, "tablet_handed_over")] == [1]


def test_one_lock_takes_the_others_place(
    site: Site, world: World, mother: UUID, locked: accounts.Session
) -> None:
    day = world.ctx.today() - timedelta(days=1)
    visit_id = give(site, world.family, day, "20.0").visit_id
    accounts.lock_to_visit(site.ctx, locked, visit_id)
    kept = accounts.keep(site.ctx, locked.session_id)
    assert kept is not None
    assert (kept.locked_visit_id, kept.locked_enrolment_id, kept.locked_moment) == (
        visit_id,
        None,
        None,
    )
    accounts.lock_to_questionnaire(site.ctx, locked, mother, AFTER)
    kept = accounts.keep(site.ctx, locked.session_id)
    assert kept is not None and kept.locked_visit_id is None


def test_a_tablet_is_not_locked_to_what_does_not_exist(site: Site) -> None:
    session = sign_in(site, "practitioner")
    with pytest.raises(NotFound):
        accounts.lock_to_questionnaire(site.ctx, session, uuid4(), BEFORE)
    assert accounts.keep(site.ctx, session.session_id) == session


def test_two_families_of_one_programme_stay_apart(site: Site, kursus: UUID, mother: UUID) -> None:
    """One's own enrolment does not open another family's member or answer."""
    other = site.actors["other_practitioner"]
    own: Created = make_family(site, other, case_number="F-2")
    enrolled = make_enrolment(site, kursus, own, actor=other)
    theirs = ask(site.ctx, "SELECT member_id FROM enrolment WHERE enrolment_id = ?", mother)[0][0]
    before = everything(site.ctx)
    new = answer(enrolled, theirs, BEFORE, site.ctx.today(), stress="3")
    with pytest.raises(InvalidInput, match="hører ikke til familien"):
        answers.record(site.ctx, other, new)
    assert everything(site.ctx) == before
