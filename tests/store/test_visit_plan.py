"""The right scale by age on the visit date and by who rates; and who is asked at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fit_tracker.domain.people import MemberRole
from fit_tracker.services import episodes, families, visit_plan
from fit_tracker.services.families import NewMember
from tests.factories import Site, ask, give, make_family, make_rating, make_visit, on_day

TODAY = date(2025, 6, 2)
MOTHER = NewMember(MemberRole.MOTHER, 1990, "Mor")
FATHER = NewMember(MemberRole.FATHER, 1988, "Far")


@pytest.fixture
def dated(site: Site) -> Site:
    site.ctx = on_day(site.ctx, TODAY)
    return site


def _child(age: int) -> NewMember:
    return NewMember(MemberRole.CHILD, TODAY.year - age, "Barn")


def _family(site: Site, *members: NewMember) -> families.Created:
    return make_family(site, members=members, started_on=date(2023, 1, 2))


def _plan(
    site: Site, family: families.Created, *present: int, on: date = TODAY
) -> visit_plan.VisitPlan:
    came = [family.member_ids[n] for n in present]
    done = make_visit(site, family, on, present=came)
    return visit_plan.load(site.ctx, site.practitioner, done.visit_id)


def _asked(plan: visit_plan.VisitPlan, *, default: bool) -> set[tuple[str, str, str]]:
    return {
        (p.task.member.label, p.task.rater.label, p.task.instrument.instrument_id)
        for p in plan.planned
        if p.default is default
    }


@pytest.mark.parametrize(
    ("age", "outcome", "alliance"),
    [
        (6, "outcome-child", "alliance-child"),
        (12, "outcome-child", "alliance-child"),
        (13, "outcome-youth", "alliance-13plus"),
        (17, "outcome-youth", "alliance-13plus"),
        (18, "outcome-adult", "alliance-13plus"),
    ],
)
def test_scales_by_age_on_the_visit_date(
    dated: Site, age: int, outcome: str, alliance: str
) -> None:
    plan = _plan(dated, _family(dated, MOTHER, _child(age)), 0, 1)
    assert _asked(plan, default=True) == {
        ("Mor", "Mor", "outcome-adult"), ("Mor", "Mor", "alliance-13plus"),
        ("Barn", "Barn", outcome), ("Barn", "Barn", alliance),
    }  # fmt: skip


@pytest.mark.parametrize("there", [(0, 1, 2), (0, 1)], ids=["present", "at home"])
def test_a_child_of_five_is_rated_by_the_first_adult_whether_or_not_it_came(
    dated: Site, there: tuple[int, ...]
) -> None:
    plan = _plan(dated, _family(dated, MOTHER, FATHER, _child(5)), *there)
    about = [one for one in _asked(plan, default=True) if one[0] == "Barn"]
    assert about == [("Barn", "Mor", "outcome-under6")]
    assert ("Barn", "Far", "outcome-under6") in _asked(plan, default=False)


def test_with_the_mother_away_the_father_answers(dated: Site) -> None:
    plan = _plan(dated, _family(dated, MOTHER, FATHER, _child(5)), 1, 2)
    assert ("Barn", "Far", "outcome-under6") in _asked(plan, default=True)
    assert not [one for one in _asked(plan, default=True) if "Mor" in one]


def test_without_an_adult_nobody_answers_for_the_small_child(dated: Site) -> None:
    plan = _plan(dated, _family(dated, MOTHER, _child(5)), 1)
    assert plan.planned == []
    assert plan.missing("outcome", "alliance") == []
    older = _plan(dated, make_family(dated, case_number="F-2", members=(MOTHER, _child(12))), 1)
    assert {one[1] for one in _asked(older, default=True)} == {"Barn"}
    assert _asked(older, default=False) == set()


def test_the_age_at_the_visit_counts_not_the_age_today(dated: Site) -> None:
    family = _family(dated, MOTHER, _child(13))
    earlier = _plan(dated, family, 0, 1, on=date(2024, 12, 30))
    assert ("Barn", "Barn", "outcome-child") in _asked(earlier, default=True)
    later = _plan(dated, family, 0, 1)
    assert ("Barn", "Barn", "outcome-youth") in _asked(later, default=True)


@pytest.mark.parametrize(
    ("age", "scale"), [(6, "outcome-child-caretaker"), (13, "outcome-youth-caretaker"), (18, None)]
)
def test_adults_may_be_asked_about_a_child(dated: Site, age: int, scale: str | None) -> None:
    plan = _plan(dated, _family(dated, MOTHER, FATHER, _child(age)), 0, 1, 2)
    about = {one for one in _asked(plan, default=False) if one[0] == "Barn"}
    assert about == ({("Barn", "Mor", scale), ("Barn", "Far", scale)} if scale else set())


def test_goals_and_safety_are_offered(dated: Site) -> None:
    family = _family(dated, MOTHER, _child(9))
    ctx, actor, (mother, child) = dated.ctx, dated.practitioner, family.member_ids
    goals = ((mother, "Ro"), (child, "Fodbold"), (child, "Lukket"))
    episodes.agree_goals(ctx, actor, family.episode_id, TODAY, goals)
    closed = ask(ctx, "SELECT goal_id FROM goal WHERE body = 'Lukket'")[0][0]
    episodes.close_goal(ctx, actor, family.episode_id, closed, TODAY)
    plan = _plan(dated, family, 0, 1)
    offered = {p.task.goal.text: p.task.member.label for p in plan.of("goal") if p.task.goal}
    assert offered == {"Ro": "Mor", "Fodbold": "Barn"}
    assert {p.task.member.label for p in plan.of("safety")} == {"Mor"}
    assert not any(p.default for p in plan.of("goal", "safety"))
    assert len({p.task.key for p in plan.planned}) == len(plan.planned)


def test_what_has_been_given_is_done_and_the_rest_is_missing(dated: Site) -> None:
    family = make_family(dated)
    done = give(dated, family, TODAY, "20.0", None, "22.0")
    plan = visit_plan.load(dated.ctx, dated.practitioner, done.visit_id)
    assert [task.member.label for task in plan.missing("outcome")] == ["Far"]
    assert [task.member.label for task in plan.missing("alliance")] == ["Mor", "Far", "Dreng"]
    given = {p.task.member.label: str(p.rating.total) for p in plan.planned if p.rating}
    assert given == {"Mor": "20.0", "Dreng": "22.0"}


def test_ratings_of_another_visit_answer_nothing_here(dated: Site) -> None:
    family = make_family(dated)
    give(dated, family, date(2025, 5, 1), "20.0", "21.0", "22.0")
    plan = _plan(dated, family, 0, 1, 2)
    assert not any(planned.done for planned in plan.planned)


def test_a_goal_given_answers_its_own_goal_only(dated: Site) -> None:
    family = make_family(dated)
    mother = family.member_ids[0]
    ctx, actor = dated.ctx, dated.practitioner
    goals = ((mother, "Ro"), (mother, "Søvn"))
    episodes.agree_goals(ctx, actor, family.episode_id, TODAY, goals)
    goal_id = ask(ctx, "SELECT goal_id FROM goal WHERE body = 'Ro'")[0][0]
    rating = replace(make_rating(mother, "goal", "5"), goal_id=goal_id)
    done = make_visit(dated, family, TODAY, [rating])
    plan = visit_plan.load(ctx, actor, done.visit_id)
    assert {p.task.goal.text: p.done for p in plan.of("goal") if p.task.goal} == {
        "Ro": True,
        "Søvn": False,
    }
