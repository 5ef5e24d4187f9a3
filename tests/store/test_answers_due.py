"""The list of who is to be asked: overdue first, answered and declined gone, own families only."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from fit_tracker.domain.answers import Reminded, Standing
from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.programmes import Moment
from fit_tracker.errors import InvalidInput
from fit_tracker.services import administration, answer_moments, answers_due, enrolments, episodes
from fit_tracker.services.answers_due import Due
from fit_tracker.services.families import Created
from tests.factories import Site, make_family, on_day, trail
from tests.programme_factories import (
    give_answers,
    make_enrolment,
    make_measure,
    make_programme,
    programme,
)

BEFORE, AFTER, FOLLOW_UP = Moment.BEFORE, Moment.AFTER, Moment.FOLLOW_UP


@pytest.fixture
def kursus(site: Site) -> UUID:
    return make_programme(site)


def due(site: Site, name: str = "practitioner") -> Due:
    return answers_due.due(site.ctx, site.actors[name])


def told(found: Due) -> list[tuple[str, str, str, str]]:
    return [
        (row.case_number, row.member.label, row.moment.value, row.standing.value)
        for row in found.rows
    ]


def ago(site: Site, days: int) -> date:
    return site.ctx.today() - timedelta(days=days)


def ended(site: Site, kursus: UUID, family: Created, days: int) -> UUID:
    """A mother who took part until so many days ago, and answered before."""
    start = ago(site, days + 20)
    found = make_enrolment(site, kursus, family, started_on=start)
    give_answers(site, found, family.member_ids[0], BEFORE, start, stress="4", wellbeing="2")
    enrolments.end(site.ctx, site.practitioner, found, ago(site, days), True)
    return found


def test_what_is_overdue_comes_first_then_open_soon_and_closed(site: Site, kursus: UUID) -> None:
    make_enrolment(site, kursus, make_family(site, case_number="F-1"))
    started = ago(site, 10)
    make_enrolment(site, kursus, make_family(site, case_number="F-2"), started_on=started)
    ended(site, kursus, make_family(site, case_number="F-3"), 40)
    ended(site, kursus, make_family(site, case_number="F-4"), 125)
    assert told(due(site)) == [
        ("F-2", "Mor", "before", "overdue"),
        ("F-1", "Mor", "before", "open"),
        ("F-4", "Mor", "follow_up", "open"),
        ("F-3", "Mor", "follow_up", "waiting"),
        ("F-3", "Mor", "after", "closed"),
    ]


def test_an_answered_questionnaire_leaves_the_list_and_half_of_one_does_not(
    site: Site, kursus: UUID
) -> None:
    family = make_family(site)
    mother = make_enrolment(site, kursus, family)
    give_answers(site, mother, family.member_ids[0], BEFORE, site.ctx.today(), stress="3")
    (row,) = due(site).rows
    assert (row.answered, row.of) == (1, 2)
    give_answers(site, mother, family.member_ids[0], BEFORE, site.ctx.today(), wellbeing="3")
    assert told(due(site)) == []


def test_reminders_are_counted_and_a_no_stops_the_asking(site: Site, kursus: UUID) -> None:
    mother = make_enrolment(site, kursus, make_family(site))
    ctx, actor, today = site.ctx, site.practitioner, site.ctx.today()
    answers_due.remind(ctx, actor, mother, BEFORE, today - timedelta(days=2), Reminded.LETTER)
    answers_due.remind(ctx, actor, mother, BEFORE, today, Reminded.PHONE)
    (row,) = due(site).rows
    assert row.again == answer_moments.AskedAgain(2, today, Reminded.PHONE)
    answers_due.remind(ctx, actor, mother, BEFORE, today, Reminded.DECLINED)
    assert told(due(site)) == []
    # They think better of it, and are asked once more.
    answers_due.remind(ctx, actor, mother, BEFORE, today, Reminded.VISIT)
    assert len(due(site).rows) == 1
    with pytest.raises(InvalidInput, match="fremtiden"):
        answers_due.remind(ctx, actor, mother, BEFORE, today + timedelta(days=1), Reminded.PHONE)
    details = [detail for _, _, detail in trail(ctx, "answer_reminded")]
    assert details == ["before letter", "before phone", "before declined", "before visit"]


def test_one_sees_ones_own_families_and_a_leader_the_teams(site: Site, kursus: UUID) -> None:
    other = site.actors["other_practitioner"]
    make_enrolment(site, kursus, make_family(site, case_number="F-1"))
    theirs = make_family(site, other, case_number="F-2")
    make_enrolment(site, kursus, theirs, actor=other)
    seen = {
        name: {row.case_number for row in due(site, name).rows}
        for name in ("practitioner", "colleague", "leader", "other_practitioner", "other_leader")
    }
    assert seen == {
        "practitioner": {"F-1"},
        "colleague": set(),
        "leader": {"F-1"},
        "other_practitioner": {"F-2"},
        "other_leader": {"F-2"},
    }
    assert set(due(site, "leader").staff.values()) == {("Practitioner",)}


def test_families_that_nobody_has_enrolled_are_named(site: Site, kursus: UUID) -> None:
    """Only where there is a questionnaire, and only while the course runs."""
    each = make_measure("trivsel", instrument="outcome-adult", moments=[Moment.EACH_VISIT])
    make_programme(site, programme(code="uden", measures=[each]))
    first, second = make_family(site, case_number="F-1"), make_family(site, case_number="F-2")
    assert [(r.case_number, r.programme_id) for r in due(site).not_enrolled] == [
        ("F-1", kursus),
        ("F-2", kursus),
    ]
    make_enrolment(site, kursus, first)
    day = site.ctx.today()
    episodes.end(site.ctx, site.practitioner, second.episode_id, day, EndReason.MOVED, True)
    assert due(site).not_enrolled == []


def test_a_service_outside_every_programme_asks_for_nothing(site: Site, kursus: UUID) -> None:
    other = administration.create_service(site.ctx, site.admin, "N03", "Samtaler")
    family = make_family(site)
    ctx, actor = site.ctx, site.practitioner
    episodes.change_service(ctx, actor, family.episode_id, other, ctx.today())
    assert due(site).not_enrolled == []


def test_the_end_of_a_long_course_is_asked_about_years_later_no_more(
    site: Site, kursus: UUID
) -> None:
    ended(site, kursus, make_family(site), 100)
    ctx = on_day(site.ctx, site.ctx.today() + timedelta(days=900))
    assert answers_due.due(ctx, site.practitioner).rows == []


def test_the_family_page_knows_every_moment(site: Site, kursus: UUID) -> None:
    family = make_family(site)
    make_enrolment(site, kursus, family)
    found = site.ctx.database.in_transaction(
        lambda unit: answer_moments.of_episode(site.ctx, unit, family.episode_id)
    )
    assert [(row.moment, row.standing, row.may_answer) for row in found.rows] == [
        (BEFORE, Standing.OPEN, True),
        (AFTER, Standing.WAITING, True),
        (FOLLOW_UP, Standing.WAITING, False),
    ]
    assert [one.label for offer in found.offers for one in offer.members] == ["Far"]
