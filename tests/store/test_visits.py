"""A visit is saved once, with the right ratings of the right people, or not at all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from fit_tracker.domain.people import MemberRole, RaterKind
from fit_tracker.domain.visits import NO_GOAL, Source, VisitStatus
from fit_tracker.errors import Conflict, InvalidInput
from fit_tracker.services import administration, episodes, families, visit_plan, visits
from fit_tracker.services.families import NewMember
from tests.factories import Site, ask, everything, give, make_family, make_rating, on_day

START = date(2025, 1, 6)
TODAY = date(2025, 6, 2)


@pytest.fixture
def dated(site: Site) -> Site:
    site.ctx = on_day(site.ctx, TODAY)
    return site


@pytest.fixture
def family(dated: Site) -> families.Created:
    return make_family(dated, started_on=START)


def _new(family: families.Created, **changes: Any) -> visits.NewVisit:
    new = visits.NewVisit(
        uuid4(), family.episode_id, date(2025, 3, 3), VisitStatus.ATTENDED, family.member_ids
    )
    return replace(new, **changes)


def _record(site: Site, new: visits.NewVisit, *ratings: visits.NewRating) -> visits.Recorded:
    return visits.record_visit(site.ctx, site.practitioner, new, ratings)


def _outcome(family: families.Created) -> list[visits.NewRating]:
    mother, father, child = family.member_ids
    return [
        make_rating(mother, "outcome-adult", "20.0"),
        make_rating(father, "outcome-adult", "21.0"),
        make_rating(child, "outcome-child", "22.0"),
    ]


def _alliance(family: families.Created) -> list[visits.NewRating]:
    mother, father, child = family.member_ids
    return [
        make_rating(mother, "alliance-13plus", "36.0"),
        make_rating(father, "alliance-13plus", "37.0"),
        make_rating(child, "alliance-child", "38.0"),
    ]


def _add(site: Site, visit_id: UUID, *ratings: visits.NewRating) -> bool:
    return visits.add_ratings(site.ctx, site.practitioner, visit_id, ratings, Source.FAMILY_MODE)


def _open(site: Site, visit_id: UUID) -> bool:
    return bool(ask(site.ctx, "SELECT is_open FROM visit WHERE visit_id = ?", visit_id)[0][0])


def test_the_same_submission_saves_once_one_after_the_other(
    dated: Site, family: families.Created
) -> None:
    new, ratings = _new(family), _outcome(family)
    first = _record(dated, new, *ratings)
    before = everything(dated.ctx)
    again = _record(dated, new, *ratings)
    assert (first.already_there, again.already_there) == (False, True)
    assert again.visit_id == first.visit_id
    assert everything(dated.ctx) == before


def test_the_same_submission_saves_once_from_eight_threads(
    dated: Site, family: families.Created
) -> None:
    new, ratings = _new(family), _outcome(family)
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: _record(dated, new, *ratings), range(8)))
    assert len({one.visit_id for one in done}) == 1
    assert sorted(one.already_there for one in done) == [False] + [True] * 7
    query = "SELECT (SELECT count(*) FROM visit), (SELECT count(*) FROM rating)"
    assert ask(dated.ctx, query) == [(1, 3)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"visit_date": TODAY + timedelta(days=1)}, "fremtiden"),
        ({"visit_date": START - timedelta(days=1)}, "før forløbets start 06-01-2025"),
        ({"participants": ()}, "hvem der deltog"),
        ({"participants": (uuid4(),)}, "egne medlemmer"),
        ({"minutes": 0}, "mellem 1 og 1440"),
        ({"minutes": 1441}, "mellem 1 og 1440"),
    ],
)
def test_a_visit_that_cannot_be_is_refused_whole(
    dated: Site, family: families.Created, changes: dict[str, Any], said: str
) -> None:
    before = everything(dated.ctx)
    with pytest.raises(InvalidInput, match=said):
        _record(dated, _new(family, **changes))
    assert everything(dated.ctx) == before


def test_the_first_and_the_last_day_belong_to_the_course(
    dated: Site, family: families.Created
) -> None:
    for day in (START, TODAY):
        _record(dated, _new(family, visit_date=day))


def test_nobody_takes_part_before_they_are_born(dated: Site) -> None:
    members = (
        NewMember(MemberRole.MOTHER, 1990, "Mor"),
        NewMember(MemberRole.CHILD, 2025, "Lille"),
    )
    family = make_family(dated, started_on=date(2024, 10, 1), members=members)
    with pytest.raises(InvalidInput, match="ikke født"):
        _record(dated, _new(family, visit_date=date(2024, 12, 30)))
    about = visits.NewRating(
        uuid4(), family.member_ids[1], RaterKind.CARETAKER, family.member_ids[0], "outcome-under6",
        total=Decimal("20.0"),
    )  # fmt: skip
    alone = _new(family, visit_date=date(2024, 12, 30), participants=family.member_ids[:1])
    with pytest.raises(InvalidInput, match="alderen på besøgsdagen"):
        _record(dated, alone, about)
    done = _record(dated, _new(family, visit_date=date(2025, 1, 2)), about)
    held, came = VisitStatus.ATTENDED, family.member_ids
    before_birth = visits.VisitFacts(date(2024, 12, 1), held, came, None, None)
    with pytest.raises(InvalidInput, match="ikke født"):
        visits.correct_visit(dated.ctx, dated.practitioner, done.visit_id, before_birth)


def _wrong(family: families.Created) -> dict[str, visits.NewRating]:
    mother, father, child = family.member_ids
    right = make_rating(mother, "outcome-adult", "20.0")
    about_child = replace(
        right,
        member_id=child,
        rater_kind=RaterKind.CARETAKER,
        instrument_id="outcome-child-caretaker",
    )
    items = {"self": Decimal(5), "close": Decimal(5), "everyday": Decimal(5), "overall": Decimal(5)}
    return {
        "a child about its mother": replace(
            right, rater_kind=RaterKind.CARETAKER, rater_member_id=child
        ),
        "a caretaker about themselves": replace(right, rater_kind=RaterKind.CARETAKER),
        "self by somebody else": replace(right, rater_member_id=father),
        "the school in a parent's name": replace(about_child, rater_kind=RaterKind.SCHOOL),
        "the child's scale for an adult": replace(right, instrument_id="outcome-child"),
        "an adult's scale for the child": make_rating(child, "outcome-adult", "20.0"),
        "the caretaker's scale by the child": make_rating(child, "outcome-child-caretaker", "20.0"),
        "a scale for small children": replace(about_child, instrument_id="outcome-under6"),
        "an unknown scale": replace(right, instrument_id="ukendt"),
        "a goal scale without a goal": make_rating(mother, "goal", "5"),
        "a goal nobody has": replace(make_rating(mother, "goal", "5"), goal_id=uuid4()),
        "a goal on another scale": replace(right, goal_id=uuid4()),
        "nothing": replace(right, total=None),
        "no items": replace(right, total=None, items={}),
        "half the items": replace(right, total=None, items={"self": Decimal(5)}),
        "items that make another total": replace(right, items=items, total=Decimal("20.1")),
        "an item off the scale": replace(
            right, total=None, items=items | {"self": Decimal("10.1")}
        ),
        "a total off the scale": replace(right, total=Decimal("40.1")),
        "a negative total": replace(right, total=Decimal("-0.1")),
        "hundredths": replace(right, total=Decimal("20.05")),
        "a stranger": replace(right, member_id=uuid4(), rater_member_id=uuid4()),
        "a stranger as rater": replace(about_child, rater_member_id=uuid4()),
    }


def test_each_wrong_rating_is_refused_with_its_visit(dated: Site, family: families.Created) -> None:
    """Also together with right ones: a visit is saved whole or not at all."""
    before = everything(dated.ctx)
    right = make_rating(family.member_ids[1], "outcome-adult", "21.0")
    for what, rating in _wrong(family).items():
        with pytest.raises(InvalidInput) as caught:
            _record(dated, _new(family), right, rating)
        assert str(caught.value), what
    with pytest.raises(Conflict):
        _record(dated, _new(family), right, replace(right, submission_id=uuid4()))
    assert everything(dated.ctx) == before


def test_the_limits_of_the_scale_are_on_it(dated: Site, family: families.Created) -> None:
    mother, father, _ = family.member_ids
    _record(
        dated, _new(family),
        make_rating(mother, "outcome-adult", "0"), make_rating(father, "outcome-adult", "40"),
    )  # fmt: skip
    assert ask(dated.ctx, "SELECT total FROM rating ORDER BY total") == [
        (Decimal("0.0"),),
        (Decimal("40.0"),),
    ]


def test_a_goal_is_rated_by_the_one_it_belongs_to(dated: Site, family: families.Created) -> None:
    mother, father, _ = family.member_ids
    goals = ((mother, "Faste sengetider"),)
    episodes.agree_goals(dated.ctx, dated.practitioner, family.episode_id, START, goals)
    goal_id = ask(dated.ctx, "SELECT goal_id FROM goal")[0][0]
    own = replace(make_rating(mother, "goal", "5"), goal_id=goal_id)
    with pytest.raises(InvalidInput, match="Målet findes ikke"):
        _record(dated, _new(family), replace(make_rating(father, "goal", "5"), goal_id=goal_id))
    _record(dated, _new(family), own)
    assert ask(dated.ctx, "SELECT goal_id FROM rating") == [(goal_id,)]


def test_a_total_stays_a_total_and_items_stay_exact(dated: Site, family: families.Created) -> None:
    mother, father, _ = family.member_ids
    items = make_rating(
        father, "outcome-adult", self="5.2", close="6.1", everyday="4.0", overall="5.5"
    )
    done = _record(dated, _new(family), make_rating(mother, "outcome-adult", "20.8"), items)
    plan = visit_plan.load(dated.ctx, dated.practitioner, done.visit_id)
    given = {p.rating.member_id: p.rating for p in plan.planned if p.rating}
    assert given[mother].items == {}
    assert given[mother].total == given[father].total == Decimal("20.8")
    assert given[father].items == {
        "self": Decimal("5.2"), "close": Decimal("6.1"), "everyday": Decimal("4.0"),
        "overall": Decimal("5.5"),
    }  # fmt: skip
    assert {rating.goal_id for rating in given.values()} == {NO_GOAL}


@pytest.mark.parametrize("status", [VisitStatus.CANCELLED, VisitStatus.NO_SHOW])
def test_a_visit_that_was_not_held_takes_no_ratings(
    dated: Site, family: families.Created, status: VisitStatus
) -> None:
    rating = make_rating(family.member_ids[0], "outcome-adult", "20.0")
    with pytest.raises(InvalidInput, match="ingen målinger"):
        _record(dated, _new(family, status=status, participants=()), rating)
    done = _record(dated, _new(family, status=status, participants=()))
    with pytest.raises(InvalidInput, match="ingen målinger"):
        _add(dated, done.visit_id, rating)
    assert not _open(dated, done.visit_id)


def test_two_devices_same_person_the_second_gets_a_conflict(
    dated: Site, family: families.Created
) -> None:
    visit_id = _record(dated, _new(family)).visit_id
    mother, father, _ = family.member_ids
    assert _add(dated, visit_id, make_rating(mother, "outcome-adult", "20.0"))
    before = everything(dated.ctx)
    other = make_rating(father, "outcome-adult", "30.0")
    with pytest.raises(Conflict, match="allerede en måling fra samme person"):
        _add(dated, visit_id, other, make_rating(mother, "outcome-adult", "25.0"))
    assert everything(dated.ctx) == before
    assert _add(dated, visit_id, other)
    assert not _add(dated, visit_id, other)


def test_eight_devices_at_once_one_rating(dated: Site, family: families.Created) -> None:
    visit_id = _record(dated, _new(family)).visit_id
    mother = family.member_ids[0]

    def device(n: int) -> str:
        try:
            _add(dated, visit_id, make_rating(mother, "outcome-adult", f"{20 + n}"))
        except Conflict:
            return "conflict"
        return "saved"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(device, range(8)))
    assert sorted(answers) == ["conflict"] * 7 + ["saved"]
    assert ask(dated.ctx, "SELECT count(*) FROM rating") == [(1,)]


def test_half_now_half_later_and_the_visit_closes_itself(
    dated: Site, family: families.Created
) -> None:
    visit_id = _record(dated, _new(family), *_outcome(family)).visit_id
    assert _open(dated, visit_id)
    *first, last = _alliance(family)
    _add(dated, visit_id, *first)
    assert _open(dated, visit_id)
    _add(dated, visit_id, last)
    assert not _open(dated, visit_id)


def test_both_halves_at_once_close_at_once(dated: Site, family: families.Created) -> None:
    done = _record(dated, _new(family), *_outcome(family), *_alliance(family))
    assert not _open(dated, done.visit_id)


def test_a_withdrawn_rating_still_is_to_come(dated: Site, family: families.Created) -> None:
    """The visit must not close itself on a rating that was taken back."""
    outcome, alliance = _outcome(family), _alliance(family)
    visit_id = _record(dated, _new(family), *outcome).visit_id
    rating_id = ask(dated.ctx, "SELECT rating_id FROM rating WHERE total = 20")[0][0]
    visits.withdraw_rating(dated.ctx, dated.practitioner, rating_id, "forkert person")
    _add(dated, visit_id, *alliance)
    assert _open(dated, visit_id)
    _add(dated, visit_id, replace(outcome[0], submission_id=uuid4()))
    assert not _open(dated, visit_id)


def test_nothing_added_is_nothing_written(dated: Site, family: families.Created) -> None:
    visit_id = _record(dated, _new(family)).visit_id
    before = everything(dated.ctx)
    assert not _add(dated, visit_id)
    assert everything(dated.ctx) == before


def test_an_ended_course_takes_no_new_visit(dated: Site, family: families.Created) -> None:
    from fit_tracker.domain.episodes import EndReason

    ctx, actor = dated.ctx, dated.practitioner
    episodes.end(ctx, actor, family.episode_id, TODAY, EndReason.MOVED, True)
    with pytest.raises(InvalidInput, match="afsluttet"):
        _record(dated, _new(family))


def test_closing_by_hand(dated: Site, family: families.Created) -> None:
    visit_id = _record(dated, _new(family)).visit_id
    visits.close(dated.ctx, dated.practitioner, visit_id)
    assert not _open(dated, visit_id)


def test_a_leader_stands_in(dated: Site, family: families.Created) -> None:
    visits.record_visit(dated.ctx, dated.leader, _new(family), _outcome(family))
    assert ask(dated.ctx, "SELECT DISTINCT entered_by FROM rating") == [(dated.leader.user_id,)]


def test_a_service_of_another_name_changes_no_visit(dated: Site, family: families.Created) -> None:
    other = administration.create_service(dated.ctx, dated.admin, "N09", "Samtaler")
    give(dated, family, date(2025, 2, 3), "20.0")
    ctx, actor = dated.ctx, dated.practitioner
    episodes.change_service(ctx, actor, family.episode_id, other, date(2025, 3, 3))
    give(dated, family, date(2025, 4, 7), "21.0")
    assert ask(ctx, "SELECT count(DISTINCT episode_id), count(*) FROM visit") == [(1, 2)]
