"""The emergency offer: who may, what is warned of, what is refused, and what is saved once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from fit_tracker.domain.capacity import Targets
from fit_tracker.domain.offers import (
    Attends,
    Due,
    Lives,
    Moment,
    PartOfDay,
    Profession,
    SafetyPlan,
    Stage,
)
from fit_tracker.domain.people import Actor
from fit_tracker.domain.responses import Decision, Result
from fit_tracker.errors import Conflict, InvalidInput, NotAllowed, NotFound, UserFacing
from fit_tracker.services import (
    capacity,
    maintenance,
    offer_children,
    offer_hours,
    offer_plan,
    offer_read,
    offer_team,
    offers,
    response_acute,
    responses,
)
from fit_tracker.services.context import Context
from fit_tracker.services.families import Created
from fit_tracker.services.offer_children import ChildNow
from fit_tracker.services.offer_hours import Hours
from fit_tracker.services.offer_plan import PlanWarning
from fit_tracker.services.offer_read import OfferView
from fit_tracker.services.offer_team import NewPlace
from tests.factories import Site, ask, everything, make_family, make_offer, on_day, trail

MONDAY = date(2026, 11, 2)


@pytest.fixture
def ctx(ctx: Context) -> Context:
    """A Monday, so that weeks are whole."""
    return on_day(ctx, MONDAY)


@pytest.fixture
def family(site: Site) -> Created:
    return make_family(site)


@pytest.fixture
def offer_id(site: Site, family: Created) -> UUID:
    return make_offer(site, family)


def emergency(site: Site) -> Actor:
    return site.actors["emergency"]


def read(site: Site, offer_id: UUID, ctx: Context | None = None) -> OfferView:
    return offer_read.read(ctx or site.ctx, site.leader, offer_id)


def child_now(family: Created, lives: Lives = Lives.HOME) -> tuple[ChildNow, ...]:
    return (ChildNow(family.member_ids[2], lives, Attends.YES),)


def later(site: Site, **passed: int) -> Context:
    return on_day(site.ctx, site.ctx.today() + timedelta(**passed))


def close_response(site: Site) -> None:
    """Take it, decide nothing more, and close it."""
    actor = emergency(site)
    (row,) = ask(site.ctx, "SELECT response_id, revision FROM response")
    responses.take(site.ctx, actor, row[0], row[1])
    responses.close(site.ctx, actor, row[0], row[1] + 1, Result.HELP_CHANGED, "")


# Beginning


def test_an_offer_begins_from_an_open_response(site: Site, family: Created) -> None:
    new = offers.NewOffer(
        site.ctx.today(), Decimal(20), (NewPlace(Profession.ADVISER, None, "Rådgiver"),),
        SafetyPlan.MISSING,
    )  # fmt: skip
    with pytest.raises(InvalidInput, match="ingen åben sag"):
        offers.start(site.ctx, site.leader, family.family_id, new)
    with pytest.raises(NotFound):
        # Without an open response the emergency team does not see the family at all.
        offers.start(site.ctx, emergency(site), family.family_id, new)
    response_id = response_acute.bring_in(
        site.ctx, site.leader, family.family_id, "vold i hjemmet", "faglig leder"
    )
    wrong = replace(new, response_id=uuid4())
    with pytest.raises(InvalidInput, match="ingen åben sag"):
        offers.start(site.ctx, site.leader, family.family_id, wrong)
    offer_id = offers.start(site.ctx, emergency(site), family.family_id, new)
    view = read(site, offer_id)
    assert view.summary.row.response_id == response_id
    assert view.summary.row.episode_id == family.episode_id
    assert [place.name for place in view.summary.team] == ["Rådgiver"]
    assert view.summary.stage is Stage.INTENSIVE
    assert maintenance.check(site.ctx) == []


def test_one_runs_at_a_time_and_the_second_is_told_who_was_first(
    site: Site, family: Created, offer_id: UUID
) -> None:
    new = offers.NewOffer(
        site.ctx.today(), Decimal(5), (NewPlace(Profession.OTHER, None, "X"),), SafetyPlan.MISSING
    )
    with pytest.raises(Conflict, match="Emergency startede tilbuddet"):
        offers.start(site.ctx, site.leader, family.family_id, new)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"started_on": MONDAY + timedelta(days=1)}, "fremtiden"),
        ({"started_on": MONDAY - timedelta(days=300)}, "før forløbets start"),
        ({"team": ()}, "mindst én"),
        ({"team": (NewPlace(Profession.OTHER),)}, "funktion"),
        ({"team": (NewPlace(Profession.OTHER, uuid4()),)}, "medarbejder"),
        ({"weekly_hours": Decimal("168.1")}, "mellem 0 og 168"),
        ({"weekly_hours": Decimal("20.25")}, "én decimal"),
        ({"ahead": (offers.StepDown(MONDAY, Stage.STEP_DOWN, Decimal(5)),)}, "efter det forrige"),
    ],
)
def test_what_an_offer_may_not_begin_with(
    site: Site, family: Created, change: dict[str, Any], said: str
) -> None:
    response_acute.bring_in(site.ctx, site.leader, family.family_id, "vold", "fagleder")
    good = offers.NewOffer(
        MONDAY, Decimal(20), (NewPlace(Profession.OTHER, None, "Vikar"),), SafetyPlan.MISSING
    )
    before = everything(site.ctx)
    with pytest.raises(InvalidInput, match=said):
        offers.start(site.ctx, site.leader, family.family_id, replace(good, **change))
    assert everything(site.ctx) == before


# Scope

Call = Callable[[Site, Created, UUID, Actor], object]
CALLS: dict[str, Call] = {
    "start": lambda s, f, o, a: offers.start(
        s.ctx, a, f.family_id,
        offers.NewOffer(
            MONDAY, Decimal(5), (NewPlace(Profession.OTHER, None, "V"),), SafetyPlan.MISSING
        ),
    ),
    "read": lambda s, f, o, a: offer_read.read(s.ctx, a, o),
    "safety": lambda s, f, o, a: offers.set_safety_plan(
        s.ctx, a, o, 1, SafetyPlan.MISSING, MONDAY
    ),
    "plan": lambda s, f, o, a: offer_plan.change(
        s.ctx, a, o, 1, MONDAY, Stage.STEP_DOWN, Decimal(5), "ro"
    ),
    "withdraw": lambda s, f, o, a: offer_plan.withdraw(s.ctx, a, o, 1, uuid4()),
    "join": lambda s, f, o, a: offer_team.join(
        s.ctx, a, o, 1, NewPlace(Profession.OTHER, None, "V"), MONDAY
    ),
    "leave": lambda s, f, o, a: offer_team.leave(s.ctx, a, o, 1, uuid4()),
    "log": lambda s, f, o, a: offer_hours.log(
        s.ctx, a, o, uuid4(), Hours(MONDAY, 60, None, Profession.OTHER)
    ),
    "correct": lambda s, f, o, a: offer_hours.correct(
        s.ctx, a, o, uuid4(), 1, Hours(MONDAY, 60)
    ),
    "children": lambda s, f, o, a: offer_children.record(
        s.ctx, a, o, 1, Due(Moment.START, MONDAY), MONDAY, child_now(f)
    ),
    "end": lambda s, f, o, a: offers.end(s.ctx, a, o, 1, MONDAY, child_now(f)),
}  # fmt: skip


@pytest.mark.parametrize(
    "who", ["practitioner", "other_leader", "other_practitioner", "steering", "administrator"]
)
def test_an_outsider_reads_and_writes_nothing(
    site: Site, family: Created, offer_id: UUID, who: str
) -> None:
    actor = site.actors[who]
    before = everything(site.ctx)
    for name, call in CALLS.items():
        with pytest.raises((NotFound, NotAllowed)):
            call(site, family, offer_id, actor)
        assert everything(site.ctx) == before, name
    if who == "other_leader":
        found = offer_read.listed(site.ctx, actor)
        assert (found.running, found.ended, found.candidates) == ([], [], [])
    else:
        for work in (offer_read.listed, capacity.capacity, offer_team.staff):
            with pytest.raises(NotAllowed):
                work(site.ctx, actor)


def test_the_emergency_team_sees_the_family_while_the_offer_runs(
    site: Site, family: Created, offer_id: UUID
) -> None:
    close_response(site)
    seen = offer_read.listed(site.ctx, emergency(site))
    assert [one.row.offer_id for one in seen.running] == [offer_id]
    revision = seen.running[0].row.revision
    offers.end(site.ctx, emergency(site), offer_id, revision, MONDAY, child_now(family))
    before = everything(site.ctx)
    for name, call in CALLS.items():
        with pytest.raises(NotFound):
            call(site, family, offer_id, emergency(site))
        assert everything(site.ctx) == before, name
    gone = offer_read.listed(site.ctx, emergency(site))
    assert (gone.running, gone.ended, gone.candidates) == ([], [], [])
    kept = offer_read.listed(site.ctx, site.leader)
    assert [row.offer_id for row in kept.ended] == [offer_id]


def test_reading_leaves_a_trail(site: Site, family: Created, offer_id: UUID) -> None:
    offer_read.listed(site.ctx, emergency(site))
    read(site, offer_id)
    assert trail(site.ctx, "offers_listed") == [(emergency(site).user_id, [family.family_id], "")]
    assert trail(site.ctx, "offer_read") == [(site.leader.user_id, [family.family_id], "")]


def test_families_an_offer_may_begin_in(site: Site, family: Created) -> None:
    response_acute.bring_in(site.ctx, site.leader, family.family_id, "vold", "fagleder")
    (one,) = offer_read.listed(site.ctx, emergency(site)).candidates
    assert (one.family_id, one.case_number) == (family.family_id, "F-1")


# Plan


def _planned(site: Site, offer_id: UUID, since: date, weekly: str, revision: int = 1) -> Any:
    return offer_plan.change(
        site.ctx, emergency(site), offer_id, revision, since, Stage.STEP_DOWN, Decimal(weekly), "ro"
    )


@pytest.mark.parametrize(("days", "warned"), [(0, True), (1, False), (8, False)])
def test_less_than_a_days_notice_warns_and_is_saved(
    site: Site, offer_id: UUID, days: int, warned: bool
) -> None:
    since = MONDAY + timedelta(days=days)
    found = _planned(site, offer_id, since, "12.5")
    assert (PlanWarning.SHORT_NOTICE in found) is warned
    assert (since, Decimal("12.5")) in [
        (r.since, r.weekly_hours) for r in read(site, offer_id).plan
    ]


@pytest.mark.parametrize(("weekly", "warned"), [("40", False), ("40.1", True)])
def test_above_thirty_hours_on_average_warns(
    site: Site, offer_id: UUID, weekly: str, warned: bool
) -> None:
    """A week at 20 and a week at 40 are 30 on average, which is the limit and not above it."""
    found = _planned(site, offer_id, MONDAY + timedelta(days=7), weekly)
    # 40.1 makes 30.05, which is shown, and compared, as 30.1.
    assert (PlanWarning.ABOVE_LIMIT in found) is warned
    assert read(site, offer_id).summary.above_limit is warned


def test_the_limit_is_a_setting(site: Site, offer_id: UUID) -> None:
    capacity.set_targets(site.ctx, site.leader, Targets(weekly_limit=Decimal(15)))
    found = read(site, offer_id).summary
    assert (found.average, found.limit, found.above_limit) == (Decimal(20), Decimal(15), True)


def test_a_change_for_the_same_day_takes_the_others_place(site: Site, offer_id: UUID) -> None:
    since = MONDAY + timedelta(days=30)
    _planned(site, offer_id, since, "10")
    _planned(site, offer_id, since, "8", revision=2)
    assert [(r.since, r.weekly_hours) for r in read(site, offer_id).plan] == [
        (MONDAY, Decimal("20.0")),
        (since, Decimal("8.0")),
    ]
    assert ask(site.ctx, "SELECT count(*) FROM offer_plan") == [(3,)]
    assert read(site, offer_id).summary.ahead is not None


def test_only_what_has_not_begun_is_taken_back(site: Site, offer_id: UUID) -> None:
    first = read(site, offer_id).plan[0]
    with pytest.raises(InvalidInput, match="begyndt"):
        offer_plan.withdraw(site.ctx, emergency(site), offer_id, 1, first.offer_plan_id)
    _planned(site, offer_id, MONDAY + timedelta(days=30), "10")
    coming = read(site, offer_id).plan[1]
    offer_plan.withdraw(site.ctx, emergency(site), offer_id, 2, coming.offer_plan_id)
    assert read(site, offer_id).plan == [first]


def test_the_plan_begins_with_the_offer(site: Site, offer_id: UUID) -> None:
    with pytest.raises(InvalidInput, match="før tilbuddets start"):
        _planned(site, offer_id, MONDAY - timedelta(days=1), "10")


def _in_queue(site: Site) -> Decimal | None:
    return responses.queue(site.ctx, emergency(site)).rows[0].weekly_hours


def test_the_queue_says_the_hours_the_running_offer_gives(
    site: Site, family: Created, offer_id: UUID
) -> None:
    """Its plan today, neither what was decided beside it nor what is planned ahead; when the
    offer has ended, what was decided holds again."""
    row = responses.queue(site.ctx, emergency(site)).rows[0]
    responses.take(site.ctx, emergency(site), row.response_id, row.revision)
    more = [Decision.RAISE_INTENSITY]
    responses.decide(
        site.ctx, emergency(site), row.response_id, row.revision + 1, more, "", Decimal(10)
    )
    assert _in_queue(site) == Decimal(20)
    _planned(site, offer_id, MONDAY, "22")
    _planned(site, offer_id, MONDAY + timedelta(days=7), "12", revision=2)
    assert _in_queue(site) == Decimal(22)
    offers.end(site.ctx, emergency(site), offer_id, 3, MONDAY, child_now(family))
    assert _in_queue(site) == Decimal(10)


def test_the_second_of_two_changes_is_told_who_was_first(site: Site, offer_id: UUID) -> None:
    offers.set_safety_plan(site.ctx, site.leader, offer_id, 1, SafetyPlan.MISSING, MONDAY)
    before = everything(site.ctx)
    with pytest.raises(Conflict, match="Leader ændrede tilbuddet kl"):
        _planned(site, offer_id, MONDAY, "10", revision=1)
    assert everything(site.ctx) == before


# Hours


def _log(site: Site, offer_id: UUID, new: Hours, submission: UUID | None = None) -> UUID:
    key = submission or uuid4()
    offer_hours.log(site.ctx, emergency(site), offer_id, key, new)
    return key


def test_the_same_submission_twice_is_saved_once(site: Site, offer_id: UUID) -> None:
    key = _log(site, offer_id, Hours(MONDAY, 90))
    _log(site, offer_id, Hours(MONDAY, 90), key)
    (row,) = read(site, offer_id).used
    assert (row.minutes, row.profession, row.part_of_day, row.revision) == (
        90, Profession.PEDAGOGUE, PartOfDay.DAY, 1
    )  # fmt: skip
    assert len(trail(site.ctx, "offer_hours_recorded")) == 1
    new = Hours(MONDAY, 60, None, Profession.OTHER)
    with pytest.raises(Conflict, match="allerede gemt"):
        offer_hours.log(site.ctx, site.leader, offer_id, key, new)


def test_another_familys_submission_id_reveals_nothing(site: Site, offer_id: UUID) -> None:
    key = _log(site, offer_id, Hours(MONDAY, 90))
    other = make_family(site, case_number="F-2")
    second = make_offer(site, other)
    with pytest.raises(Conflict, match="allerede gemt"):
        _log(site, second, Hours(MONDAY, 90), key)
    with pytest.raises(NotFound):
        offer_hours.correct(site.ctx, emergency(site), second, key, 1, Hours(MONDAY, 60))


def test_corrections_are_revisions_and_nothing_counts_twice(site: Site, offer_id: UUID) -> None:
    key = _log(site, offer_id, Hours(MONDAY, 90))
    _log(site, offer_id, Hours(MONDAY, 30, PartOfDay.EVENING))
    new = Hours(MONDAY, 45, PartOfDay.EVENING)
    offer_hours.correct(site.ctx, site.leader, offer_id, key, 1, new)
    view = read(site, offer_id)
    assert sorted((r.minutes, r.revision) for r in view.used) == [(30, 1), (45, 2)]
    assert view.summary.used == Decimal("1.25")
    query = "SELECT minutes, revision FROM offer_hours WHERE submission_id = ? ORDER BY revision"
    assert ask(site.ctx, query, key) == [(90, 1), (45, 2)]
    with pytest.raises(Conflict, match="Leader rettede timerne"):
        offer_hours.correct(site.ctx, emergency(site), offer_id, key, 1, Hours(MONDAY, 60))


def test_zero_minutes_takes_them_back(site: Site, offer_id: UUID) -> None:
    key = _log(site, offer_id, Hours(MONDAY, 90))
    offer_hours.correct(site.ctx, emergency(site), offer_id, key, 1, Hours(MONDAY, 0))
    assert read(site, offer_id).used == []
    assert capacity.capacity(site.ctx, site.leader).used == 0


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (Hours(MONDAY, 0), "kvarterer"),
        (Hours(MONDAY, 50), "kvarterer"),
        (Hours(MONDAY, 1455), "kvarterer"),
        (Hours(MONDAY + timedelta(days=1), 60), "fremtiden"),
        (Hours(MONDAY - timedelta(days=1), 60), "før tilbuddets start"),
    ],
)
def test_hours_that_cannot_be(site: Site, offer_id: UUID, new: Hours, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        _log(site, offer_id, new)


def test_one_who_is_not_on_the_team_says_whose_hours(site: Site, offer_id: UUID) -> None:
    with pytest.raises(InvalidInput, match="faggruppe"):
        offer_hours.log(site.ctx, site.leader, offer_id, uuid4(), Hours(MONDAY, 60))
    new = Hours(MONDAY, 60, None, Profession.PSYCHOLOGIST)
    offer_hours.log(site.ctx, site.leader, offer_id, uuid4(), new)
    assert [row.profession for row in read(site, offer_id).used] == [Profession.PSYCHOLOGIST]


# Team


def test_the_team_comes_and_goes_and_is_never_empty(site: Site, offer_id: UUID) -> None:
    colleague = site.actors["colleague"]
    actor = emergency(site)
    new = NewPlace(Profession.FAMILY_THERAPIST, colleague.user_id)
    offer_team.join(site.ctx, actor, offer_id, 1, new, MONDAY)
    with pytest.raises(InvalidInput, match="allerede"):
        offer_team.join(site.ctx, actor, offer_id, 2, new, MONDAY)
    first, second = read(site, offer_id).summary.team
    assert [first.name, second.name] == ["Colleague", "Emergency"]
    offer_team.leave(site.ctx, actor, offer_id, 2, second.offer_team_id)
    with pytest.raises(InvalidInput, match="mindst én"):
        offer_team.leave(site.ctx, actor, offer_id, 3, first.offer_team_id)


def test_staff_are_those_who_work_with_families(site: Site) -> None:
    names = [one.display_name for one in offer_team.staff(site.ctx, emergency(site))]
    assert names[0] == "Emergency"
    assert "Admin" not in names
    assert "Steering" not in names


# Children


def test_a_quarter_that_has_not_been_asked_is_missing(
    site: Site, family: Created, offer_id: UUID
) -> None:
    start = Due(Moment.START, MONDAY)
    assert [one.due for one in read(site, offer_id).summary.missing] == [start]
    record = offer_children.record
    record(site.ctx, emergency(site), offer_id, 1, start, MONDAY, child_now(family))
    assert read(site, offer_id).summary.missing == []
    after = on_day(site.ctx, date(2027, 2, 2))
    quarter = Due(Moment.QUARTER, date(2027, 2, 2))
    assert [one.due for one in read(site, offer_id, after).summary.missing] == [quarter]
    record(after, emergency(site), offer_id, 2, quarter, after.today(), child_now(family))
    assert read(site, offer_id, after).summary.missing == []


def test_written_again_the_latest_counts(site: Site, family: Created, offer_id: UUID) -> None:
    start = Due(Moment.START, MONDAY)
    for revision, lives in enumerate((Lives.HOME, Lives.PLACED), start=1):
        given = child_now(family, lives)
        offer_children.record(site.ctx, site.leader, offer_id, revision, start, MONDAY, given)
    (told,) = read(site, offer_id).situations
    assert told.lives is Lives.PLACED
    assert ask(site.ctx, "SELECT count(*) FROM child_situation") == [(2,)]


@pytest.mark.parametrize("who", [0, None])
def test_every_child_and_no_adult(
    site: Site, family: Created, offer_id: UUID, who: int | None
) -> None:
    given = () if who is None else (ChildNow(family.member_ids[who], Lives.HOME, Attends.YES),)
    with pytest.raises(InvalidInput, match="hvert barn"):
        offer_children.record(
            site.ctx, site.leader, offer_id, 1, Due(Moment.START, MONDAY), MONDAY, given
        )


def test_only_at_the_moments(site: Site, family: Created, offer_id: UUID) -> None:
    wrong = Due(Moment.QUARTER, MONDAY + timedelta(days=10))
    with pytest.raises(InvalidInput, match="hvert kvartal"):
        offer_children.record(site.ctx, site.leader, offer_id, 1, wrong, MONDAY, child_now(family))


# End


def test_the_end_asks_for_the_children_and_closes_the_plan(
    site: Site, family: Created, offer_id: UUID
) -> None:
    _planned(site, offer_id, MONDAY + timedelta(days=30), "10")
    with pytest.raises(InvalidInput, match="hvert barn"):
        offers.end(site.ctx, emergency(site), offer_id, 2, MONDAY, ())
    offers.end(site.ctx, emergency(site), offer_id, 2, MONDAY, child_now(family, Lives.PLACED))
    view = read(site, offer_id)
    assert [row.since for row in view.plan] == [MONDAY]
    assert view.summary.row.ended_on == MONDAY
    assert view.summary.team == []
    (told,) = view.situations
    assert (told.moment, told.due_on, told.lives) == (Moment.END, MONDAY, Lives.PLACED)
    with pytest.raises(InvalidInput, match="sluttede"):
        _planned(site, offer_id, MONDAY, "5", revision=3)
    assert maintenance.check(site.ctx) == []


def test_not_before_the_latest_hours(site: Site, family: Created, offer_id: UUID) -> None:
    after = later(site, days=7)
    new = Hours(after.today(), 60)
    offer_hours.log(after, emergency(site), offer_id, uuid4(), new)
    with pytest.raises(InvalidInput, match="seneste timer 09-11-2026"):
        offers.end(after, emergency(site), offer_id, 1, MONDAY, child_now(family))


def test_hours_may_be_corrected_after_the_end_by_the_leader(
    site: Site, family: Created, offer_id: UUID
) -> None:
    key = _log(site, offer_id, Hours(MONDAY, 90))
    offers.end(site.ctx, site.leader, offer_id, 1, MONDAY, child_now(family))
    offer_hours.correct(site.ctx, site.leader, offer_id, key, 1, Hours(MONDAY, 60))
    assert [row.minutes for row in read(site, offer_id).used] == [60]
    with pytest.raises(InvalidInput, match="sluttede"):
        offer_hours.log(site.ctx, site.leader, offer_id, uuid4(), Hours(MONDAY, 15))


def test_the_offer_of_an_episode(site: Site, family: Created, offer_id: UUID) -> None:
    other = make_family(site, case_number="F-2")
    found = site.ctx.database.in_transaction(
        lambda unit: [
            offer_read.of_episode(site.ctx, unit, one.episode_id) for one in (family, other)
        ]
    )
    assert found[0] is not None
    assert found[0].row.offer_id == offer_id
    assert found[0].planned == Decimal("20.0")
    assert found[1] is None


# Capacity


def test_capacity_counts_families_and_hours(site: Site, family: Created) -> None:
    day = site.ctx.today() - timedelta(days=7)
    first = make_offer(site, family, started_on=day)
    second = make_offer(site, make_family(site, case_number="F-2"), weekly_hours="12.5")
    _log(site, first, Hours(MONDAY, 90))
    _log(site, first, Hours(day, 600))  # last week's
    offer_hours.log(
        site.ctx, site.leader, second, uuid4(), Hours(MONDAY, 30, None, Profession.PSYCHOLOGIST)
    )
    told = capacity.capacity(site.ctx, emergency(site))
    assert (told.begun, told.running) == (2, 2)
    assert told.planned == Decimal("32.5")
    assert told.used == Decimal("2.0")
    assert told.used_by == {
        Profession.PEDAGOGUE: Decimal("1.5"),
        Profession.PSYCHOLOGIST: Decimal("0.5"),
    }
    assert told.targets == Targets()
    assert told.begun_in_period is None


def test_a_family_twice_in_a_year_is_one_family(site: Site, family: Created) -> None:
    first = make_offer(site, family)
    offers.end(site.ctx, site.leader, first, 1, MONDAY, child_now(family))
    new = offers.NewOffer(
        MONDAY, Decimal(5), (NewPlace(Profession.OTHER, None, "V"),), SafetyPlan.MISSING
    )
    offers.start(site.ctx, site.leader, family.family_id, new)
    assert capacity.capacity(site.ctx, site.leader).begun == 1


def test_targets_are_the_leaders_and_sources_may_disagree(site: Site, family: Created) -> None:
    make_offer(site, family)
    given = Targets(
        6, 8, 22, date(2026, 11, 2), date(2029, 12, 31),
        {Profession.PSYCHOLOGIST: Decimal(5)}, Decimal(30), "afsnit om målgruppe; 4–5 andetsteds",
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        capacity.set_targets(site.ctx, emergency(site), given)
    with pytest.raises(NotAllowed):
        capacity.set_targets(site.ctx, site.admin, given)
    capacity.set_targets(site.ctx, site.leader, given)
    told = capacity.capacity(site.ctx, emergency(site))
    assert told.targets == given
    assert told.begun_in_period == 1
    assert len(trail(site.ctx, "capacity_targets_set")) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"families_low": 8, "families_high": 6}, "mindste"),
        ({"families_total": -1}, "under 0"),
        ({"period_from": MONDAY}, "både"),
        ({"period_from": MONDAY, "period_to": MONDAY - timedelta(days=1)}, "før den sidste"),
        ({"weekly_limit": Decimal(0)}, "over 0"),
        ({"staff": {Profession.OTHER: Decimal(-1)}}, "mellem 0"),
        ({"source": "010203-1234"}, "CPR"),
    ],
)
def test_targets_that_cannot_be(site: Site, change: dict[str, Any], said: str) -> None:
    with pytest.raises(UserFacing, match=said):
        capacity.set_targets(site.ctx, site.leader, Targets(**change))
