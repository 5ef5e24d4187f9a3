"""A group session is saved whole and once, as a visit of each family; nobody sees more for it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.frame_json import to_json
from fit_tracker.domain.frames import Form, Frame
from fit_tracker.domain.people import Actor, MemberRole, RaterKind, Role
from fit_tracker.domain.visits import VisitStatus
from fit_tracker.errors import Conflict, InvalidInput, NotAllowed, NotFound, UserFacing
from fit_tracker.services import (
    administration,
    episodes,
    family_view,
    group_form,
    group_making,
    group_places,
    group_session,
    group_view,
    groups,
    visits,
)
from fit_tracker.services.context import Context
from fit_tracker.services.families import Created, NewMember
from seed import groups as seed_groups
from seed.accounts import Staff
from tests.factories import (
    Site,
    add_user,
    ask,
    everything,
    give,
    make_family,
    make_group,
    make_group_session,
    make_rating,
    on_day,
    trail,
)

START = date(2025, 1, 6)
TODAY = date(2025, 6, 2)
DAY = date(2025, 3, 4)
AWAY = VisitStatus.CANCELLED
PAIR = (NewMember(MemberRole.MOTHER, 1988, "Mor"), NewMember(MemberRole.CHILD, 2014, "Pige"))


@dataclass
class Running:
    """A group with two families: the first treated by its leader, the second by a colleague."""

    site: Site
    group_id: UUID
    first: Created
    second: Created

    @property
    def ctx(self) -> Context:
        return self.site.ctx

    @property
    def leader(self) -> Actor:
        """Leads the group and treats the first family only."""
        return self.site.practitioner


@pytest.fixture
def group(site: Site) -> Running:
    site.ctx = on_day(site.ctx, TODAY)
    colleague = site.actors["colleague"]
    first = make_family(site, case_number="F-1", started_on=START)
    second = make_family(site, colleague, case_number="F-2", started_on=START, members=PAIR)
    both = (site.practitioner.user_id, colleague.user_id)
    group_id = make_group(site, started_on=START, leaders=both)
    group_places.place(site.ctx, site.practitioner, group_id, first.episode_id, START)
    group_places.place(site.ctx, colleague, group_id, second.episode_id, START)
    group_making.set_leaders(site.ctx, site.practitioner, group_id, (site.practitioner.user_id,))
    return Running(site, group_id, first, second)


def _told(group: Running, **changes: Any) -> group_session.NewSession:
    """Both families came whole; three of them answered."""
    mother, _father, child = group.first.member_ids
    new = group_session.NewSession(
        uuid4(),
        group.group_id,
        DAY,
        120,
        (
            group_session.FamilyCame(
                group.first.family_id,
                VisitStatus.ATTENDED,
                group.first.member_ids,
                (
                    make_rating(mother, "group-alliance", "37.5"),
                    make_rating(child, "group-alliance", belong="9", topics="8", way="9.5",
                                overall="10"),
                    make_rating(mother, "outcome-adult", "20.0"),
                ),
            ),
            group_session.FamilyCame(
                group.second.family_id,
                VisitStatus.ATTENDED,
                group.second.member_ids,
                (make_rating(group.second.member_ids[0], "group-alliance", "31.0"),),
            ),
        ),
    )  # fmt: skip
    return replace(new, **changes)


def _record(group: Running, new: group_session.NewSession) -> group_session.Saved:
    return group_session.record_session(group.ctx, group.leader, new)


def _counts(ctx: Context) -> tuple[int, int, int, int]:
    query = (
        "SELECT (SELECT count(*) FROM group_session), (SELECT count(*) FROM group_visit), "
        "(SELECT count(*) FROM visit), (SELECT count(*) FROM rating)"
    )
    return ask(ctx, query)[0]


def test_a_session_is_a_visit_of_each_family(group: Running) -> None:
    _record(group, _told(group))
    rows = ask(
        group.ctx,
        "SELECT f.case_number, v.visit_date, v.status, v.minutes, v.is_open, "
        "(SELECT count(*) FROM visit_participant p WHERE p.visit_id = v.visit_id) "
        "FROM visit v JOIN family f USING (family_id) ORDER BY 1",
    )
    assert rows == [
        ("F-1", DAY, "attended", 120, False, 3),
        ("F-2", DAY, "attended", 120, False, 2),
    ]
    totals = ask(
        group.ctx, "SELECT measure, total, source FROM rating ORDER BY measure DESC, total"
    )
    assert totals == [
        ("outcome", Decimal("20.0"), "paper"),
        ("group_alliance", Decimal("31.0"), "paper"),
        ("group_alliance", Decimal("36.5"), "paper"),
        ("group_alliance", Decimal("37.5"), "paper"),
    ]


def test_each_familys_own_course_is_assessed(group: Running) -> None:
    _record(group, _told(group))
    rows = ask(
        group.ctx,
        "SELECT f.case_number, s.visits_attended, s.visits_with_outcome, s.visits_with_alliance, "
        "s.last_visit_on FROM episode_status s JOIN family f USING (family_id) ORDER BY 1",
    )
    assert rows == [("F-1", 1, 1, 1, DAY), ("F-2", 1, 0, 1, DAY)]
    view = family_view.load(group.ctx, group.site.practitioner, group.first.family_id)
    found = [[reading.score for reading in readings] for readings in view.in_group.values()]
    assert sorted(found) == [[Decimal("36.5")], [Decimal("37.5")]]


def test_a_family_that_did_not_come_gets_what_was_chosen(group: Running) -> None:
    away = {group.second.family_id: VisitStatus.NO_SHOW}
    make_group_session(group.site, group.group_id, DAY, away=away)
    make_group_session(
        group.site, group.group_id, DAY + timedelta(days=7), away={group.first.family_id: AWAY}
    )
    rows = ask(
        group.ctx,
        "SELECT f.case_number, v.status, v.minutes FROM visit v JOIN family f USING (family_id) "
        "ORDER BY v.visit_date, 1",
    )
    assert rows == [
        ("F-1", "attended", 120),
        ("F-2", "no_show", None),
        ("F-1", "cancelled", None),
        ("F-2", "attended", 120),
    ]
    view = group_view.read(group.ctx, group.leader, group.group_id)
    assert [(line.place.case_number, line.came, line.of) for line in view.families] == [
        ("F-1", 1, 2),
        ("F-2", 1, 2),
    ]


def test_the_same_submission_saves_once_one_after_the_other(group: Running) -> None:
    new = _told(group)
    first = _record(group, new)
    before = everything(group.ctx)
    again = _record(group, new)
    assert (first.already_there, again.already_there) == (False, True)
    assert again.group_session_id == first.group_session_id
    assert everything(group.ctx) == before


def test_the_same_submission_saves_once_from_eight_threads(group: Running) -> None:
    new = _told(group)
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: _record(group, new), range(8)))
    assert len({one.group_session_id for one in done}) == 1
    assert sorted(one.already_there for one in done) == [False] + [True] * 7
    assert _counts(group.ctx) == (1, 2, 2, 4)


def test_two_leaders_who_both_write_the_evening_down(group: Running) -> None:
    """The second is told who was first, whether they come one after the other or at once."""
    both = (group.leader.user_id, group.site.actors["colleague"].user_id)
    group_making.set_leaders(group.ctx, group.leader, group.group_id, both)

    def write(name: str) -> str:
        new = _told(group)
        new = replace(new, families=tuple(_unrated(one) for one in new.families))
        try:
            group_session.record_session(group.ctx, group.site.actors[name], new)
        except Conflict as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(write, ("practitioner", "colleague")))
    assert sorted(map(bool, said)) == [False, True]
    first = ("Practitioner", "Colleague")[said.index("")]
    assert max(said) == f"{first} har allerede skrevet gangen 04-03-2025 op."
    assert _counts(group.ctx) == (1, 2, 2, 0)


def _unrated(came: group_session.FamilyCame) -> group_session.FamilyCame:
    return replace(came, ratings=())


def _refused(group: Running) -> dict[str, tuple[group_session.NewSession, str]]:
    told = _told(group)
    first, second = told.families
    mother, father, child = group.first.member_ids
    too_much = make_rating(mother, "group-alliance", "40.1")
    about = visits.NewRating(
        uuid4(), child, RaterKind.SCHOOL, mother, "outcome-child-caretaker", total=Decimal(20)
    )
    single = make_rating(mother, "alliance-13plus", "36.0")
    stranger = make_rating(mother, "group-alliance", "36.0")

    def with_second(**changes: Any) -> group_session.NewSession:
        return replace(told, families=(first, replace(second, **changes)))

    def with_first(**changes: Any) -> group_session.NewSession:
        return replace(told, families=(replace(first, **changes), second))

    return {
        "tomorrow": (replace(told, held_on=TODAY + timedelta(days=1)), "fremtiden"),
        "before the group": (replace(told, held_on=START - timedelta(days=1)), "starter 06-01"),
        "no minutes": (replace(told, minutes=0), "mellem 1 og 1440"),
        "a day and a minute": (replace(told, minutes=1441), "mellem 1 og 1440"),
        "a family left out": (replace(told, families=(first,)), "ændret imens"),
        "a family twice": (replace(told, families=(first, first, second)), "ændret imens"),
        "a family of no place": (
            replace(told, families=(first, replace(second, family_id=uuid4()))), "ændret imens",
        ),
        "a score too high": (with_first(ratings=(too_much,)), "summen 40,1 passer ikke"),
        "the school about a child": (with_first(ratings=(about,)), "hver om sin trivsel"),
        "the scale for one family": (with_first(ratings=(single,)), "hver om sin trivsel"),
        "an answer of one who did not come": (
            with_first(present=(father,), ratings=(stranger,)), "som ikke kom",
        ),
        "another family's member": (with_second(present=(father,), ratings=()), "egne medlemmer"),
        "an answer of another family": (
            with_second(present=(mother,), ratings=(stranger,)), "egne medlemmer",
        ),
        "came and cancelled": (with_second(status=AWAY, ratings=()), "både være kommet"),
        "came without anybody": (with_second(present=(), ratings=()), "hvem der deltog"),
    }  # fmt: skip


def test_what_cannot_be_for_one_family_is_saved_for_none(group: Running) -> None:
    before = everything(group.ctx)
    for what, (new, said) in _refused(group).items():
        with pytest.raises(UserFacing) as caught:
            _record(group, new)
        assert said in str(caught.value), what
    assert everything(group.ctx) == before


def test_an_adult_answers_for_a_small_child(group: Running) -> None:
    """The scales begin at 6: about a child of 5 the first adult who came answers, once."""
    small = (NewMember(MemberRole.MOTHER, 1990, "Mor"), NewMember(MemberRole.CHILD, 2020, "Lille"))
    family = make_family(group.site, case_number="F-3", started_on=START, members=small)
    group_places.place(group.ctx, group.leader, group.group_id, family.episode_id, START)
    seats = group_form.session_form(group.ctx, group.leader, group.group_id, DAY).seats
    mother, child = family.member_ids
    asked = [(one.rater_id, one.member_id, one.scale.instrument_id) for one
             in seats[2].sheets({mother, child})]  # fmt: skip
    assert asked == [
        (mother, mother, "outcome-adult"),
        (mother, mother, "group-alliance"),
        (mother, child, "outcome-under6"),
    ]
    assert seats[2].sheets({child}) == []
    about = visits.NewRating(
        uuid4(), child, RaterKind.CARETAKER, mother, "outcome-under6", total=Decimal("20.0")
    )
    make_group_session(group.site, group.group_id, DAY, ratings=(about,))
    assert ask(group.ctx, "SELECT rater_kind, total FROM rating") == [
        ("caretaker", Decimal("20.0"))
    ]


def test_the_next_session_knows_who_came_last(group: Running) -> None:
    told = _told(group)
    mother, child = group.second.member_ids
    alone = replace(told.families[1], present=(child,), ratings=())
    _record(group, replace(told, families=(told.families[0], alone)))
    away = {group.second.family_id: AWAY}
    make_group_session(group.site, group.group_id, DAY + timedelta(days=7), away=away, minutes=90)
    form = group_form.session_form(
        group.ctx, group.leader, group.group_id, DAY + timedelta(days=14)
    )
    assert form.seats[1].usual == [child]
    assert mother not in form.seats[1].usual
    assert (form.number, form.minutes, form.written_by) == (3, 90, None)
    again = group_form.session_form(group.ctx, group.leader, group.group_id, DAY)
    assert (again.number, again.written_by) == (1, "Practitioner")


def test_the_first_session_takes_its_minutes_from_the_frame(group: Running) -> None:
    frame = Frame(form=Form.GROUP, sessions_max=10, minutes_min=120, minutes_max=120)
    ask(group.ctx, "UPDATE service SET frame = ?", to_json(frame))
    form = group_form.session_form(group.ctx, group.leader, group.group_id, DAY)
    assert (form.number, form.minutes, form.frame.sessions_max) == (1, 120, 10)


# ---- who sees what ------------------------------------------------------------------------


def test_a_group_leader_sees_case_number_and_labels_and_nothing_else(group: Running) -> None:
    """The second family is a colleague's. Its scores, birth years and page stay closed."""
    colleague = group.site.actors["colleague"]
    total = make_rating(group.second.member_ids[0], "outcome-adult", "13.7")
    told = visits.NewVisit(
        uuid4(), group.second.episode_id, DAY, VisitStatus.ATTENDED, group.second.member_ids
    )
    visits.record_visit(group.ctx, colleague, told, [total])
    _record(group, _told(group, held_on=DAY + timedelta(days=1)))
    shown = repr(group_view.read(group.ctx, group.leader, group.group_id))
    shown += repr(
        group_form.session_form(group.ctx, group.leader, group.group_id, TODAY).seats[1].people
    )
    assert "F-2" in shown
    assert "'Pige'" in shown
    for hidden in ("13.7", "31.0", "37.5", "birth_year", "1988", "2014", "more_support"):
        assert hidden not in shown, hidden
    with pytest.raises(NotFound):
        family_view.load(group.ctx, group.leader, group.second.family_id)
    with pytest.raises(NotFound):
        visits.record_visit(group.ctx, group.leader, replace(told, submission_id=uuid4()))


def test_reading_and_writing_a_group_is_on_the_trail_of_each_family(group: Running) -> None:
    _record(group, _told(group))
    group_view.read(group.ctx, group.leader, group.group_id)
    ids = sorted([group.first.family_id, group.second.family_id])
    for what in ("group_session_recorded", "group_read"):
        user_id, family_ids, _detail = trail(group.ctx, what)[-1]
        assert (user_id, sorted(family_ids)) == (group.leader.user_id, ids)
    assert len(trail(group.ctx, "visit_recorded")) == 2


Call = Callable[[Running, Actor], object]


def _place_id(group: Running) -> UUID:
    found: UUID = ask(
        group.ctx, "SELECT group_place_id FROM group_place WHERE family_id = ?",
        group.first.family_id,
    )[0][0]  # fmt: skip
    return found


CALLS: dict[str, Call] = {
    "read": lambda g, a: group_view.read(g.ctx, a, g.group_id),
    "session_form": lambda g, a: group_form.session_form(g.ctx, a, g.group_id, DAY),
    "record_session": lambda g, a: group_session.record_session(g.ctx, a, _told(g)),
    "candidates": lambda g, a: group_places.candidates(g.ctx, a, g.group_id),
    "place": lambda g, a: group_places.place(g.ctx, a, g.group_id, g.first.episode_id, TODAY),
    "set_leaders": lambda g, a: group_making.set_leaders(g.ctx, a, g.group_id, (a.user_id,)),
    "end_place": lambda g, a: group_places.end_place(g.ctx, a, _place_id(g), g.group_id, TODAY),
    "end": lambda g, a: group_making.end(g.ctx, a, g.group_id, TODAY),
}


def _handed_on(group: Running) -> Actor:
    colleague = group.site.actors["colleague"]
    group_making.set_leaders(group.ctx, group.leader, group.group_id, (colleague.user_id,))
    return group.leader


def _closed(group: Running) -> Actor:
    administration.set_active(group.ctx, group.site.admin, group.leader.user_id, False)
    return group.leader


OUTSIDERS: dict[str, Callable[[Running], Actor]] = {
    "a colleague who does not lead it": lambda g: g.site.actors["colleague"],
    "a practitioner of another team": lambda g: g.site.actors["other_practitioner"],
    "another team's leader": lambda g: g.site.actors["other_leader"],
    "the emergency team": lambda g: g.site.actors["emergency"],
    "the steering group": lambda g: g.site.actors["steering"],
    "the administrator": lambda g: g.site.admin,
    "nobody": lambda g: replace(g.leader, user_id=uuid4()),
    "one who has handed it on": _handed_on,
    "a closed account": _closed,
}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_outsider_reads_and_writes_nothing_of_a_group(group: Running, who: str) -> None:
    actor = OUTSIDERS[who](group)
    before = everything(group.ctx)
    for name, call in CALLS.items():
        with pytest.raises((NotFound, NotAllowed)):
            call(group, actor)
        assert everything(group.ctx) == before, name
    try:
        assert groups.groups(group.ctx, actor) == []
    except NotAllowed:
        assert actor.role.value in ("emergency", "steering", "administrator")


@pytest.mark.parametrize("name", ["practitioner", "leader"])
def test_those_who_run_it_pass_every_door(group: Running, name: str) -> None:
    """The leader of its team may run a group without being named as its leader."""
    actor = group.site.actors[name]
    assert [row.group_id for row in groups.groups(group.ctx, actor)] == [group.group_id]
    for key, call in CALLS.items():
        if key == "place":
            with pytest.raises(Conflict, match="allerede en plads"):
                call(group, actor)
        elif key == "set_leaders":
            both = (actor.user_id, group.site.actors["colleague"].user_id)
            group_making.set_leaders(group.ctx, actor, group.group_id, both)
        else:
            call(group, actor)


def test_a_family_of_another_team_cannot_be_placed(group: Running) -> None:
    """Not even by one who sees it: a leader of both teams."""
    site, leader = group.site, group.site.leader
    both = tuple(team.team_id for team in site.teams)
    administration.set_teams(site.ctx, site.admin, leader.user_id, both)
    south = make_family(
        site, site.actors["other_practitioner"], case_number="F-9", started_on=START
    )
    listed = group_places.candidates(site.ctx, leader, group.group_id).candidates
    assert "F-9" not in [one.case_number for one in listed]
    before = everything(site.ctx)
    with pytest.raises(InvalidInput, match="andet team"):
        group_places.place(site.ctx, leader, group.group_id, south.episode_id, START)
    assert everything(site.ctx) == before


def test_a_family_one_may_not_see_cannot_be_placed(group: Running) -> None:
    third = make_family(
        group.site, group.site.actors["colleague"], case_number="F-3", started_on=START
    )
    assert group_places.candidates(group.ctx, group.leader, group.group_id).candidates == []
    before = everything(group.ctx)
    with pytest.raises(NotFound):
        group_places.place(group.ctx, group.leader, group.group_id, third.episode_id, START)
    assert everything(group.ctx) == before
    listed = group_places.candidates(group.ctx, group.site.leader, group.group_id).candidates
    assert [one.case_number for one in listed] == ["F-3"]


def test_another_groups_place_and_submission_reveal_nothing(group: Running) -> None:
    stranger = group.site.actors["other_practitioner"]
    saved = _record(group, _told(group))
    theirs = ask(group.ctx, "SELECT submission_id FROM group_session")[0][0]
    own = make_group(group.site, stranger, name="Anden", started_on=START)
    family = make_family(group.site, stranger, case_number="F-9", started_on=START)
    group_places.place(group.ctx, stranger, own, family.episode_id, START)
    with pytest.raises(NotFound):
        group_places.end_place(group.ctx, stranger, _place_id(group), own, TODAY)
    before = _counts(group.ctx)
    with pytest.raises(Conflict) as caught:
        make_group_session(group.site, own, DAY, stranger, submission=theirs)
    assert str(saved.group_session_id) not in str(caught.value)
    assert _counts(group.ctx) == before


# ---- beginning and ending -----------------------------------------------------------------


def test_a_double_click_makes_one_group(group: Running) -> None:
    team, service = group.site.teams[0].team_id, group.site.service_id
    new = group_making.NewGroup(uuid4(), team, service, "Søskende", START, (group.leader.user_id,))
    assert group_making.create(group.ctx, group.leader, new) == group_making.create(
        group.ctx, group.leader, new
    )
    names = [row.name for row in groups.groups(group.ctx, group.leader)]
    assert names == ["Angstgruppe", "Søskende"]
    other = group.site.actors["other_practitioner"]
    mine = replace(new, team_id=group.site.teams[1].team_id, leader_ids=(other.user_id,))
    with pytest.raises(Conflict):
        group_making.create(group.ctx, other, mine)


def test_a_group_that_cannot_be_is_refused(group: Running) -> None:
    team, service = group.site.teams[0].team_id, group.site.service_id
    me = group.leader.user_id
    new = group_making.NewGroup(uuid4(), team, service, "Søskende", START, (me,))
    stranger = group.site.actors["other_practitioner"].user_id
    colleague = group.site.actors["colleague"].user_id
    old = administration.create_service(group.ctx, group.site.admin, "N99", "Gammel")
    administration.set_service_active(group.ctx, group.site.admin, old, False)
    wrong: dict[str, dict[str, Any]] = {
        "mangler": {"name": "  "},
        "CPR": {"name": "010190-1234"},
        "team, du hører til": {"team_id": group.site.teams[1].team_id},
        "mindst én": {"leader_ids": ()},
        "behandlere eller leder i teamet": {"leader_ids": (me, stranger)},
        "selv være en af": {"leader_ids": (colleague,)},
        "ikke i brug": {"service_id": old},
    }
    before = everything(group.ctx)
    for said, changes in wrong.items():
        with pytest.raises(InvalidInput, match=said):
            group_making.create(group.ctx, group.leader, replace(new, **changes))
    assert everything(group.ctx) == before


def test_a_leader_of_the_team_may_leave_the_group_to_others(group: Running) -> None:
    colleague = group.site.actors["colleague"]
    made = make_group(group.site, group.site.leader, name="Ny", leaders=(colleague.user_id,))
    assert made in [row.group_id for row in groups.groups(group.ctx, colleague)]
    assert made in [row.group_id for row in groups.groups(group.ctx, group.site.leader)]
    assert made not in [row.group_id for row in groups.groups(group.ctx, group.leader)]


@pytest.mark.parametrize(
    ("since", "said"),
    [(START - timedelta(days=1), "starter 06-01-2025"), (date(2025, 1, 31), "før forløbets start")],
)
def test_a_place_begins_with_group_and_course(group: Running, since: date, said: str) -> None:
    late = make_family(group.site, case_number="F-3", started_on=date(2025, 2, 1))
    with pytest.raises(InvalidInput, match=said):
        group_places.place(group.ctx, group.leader, group.group_id, late.episode_id, since)
    group_places.place(group.ctx, group.leader, group.group_id, late.episode_id, date(2025, 2, 1))


def _cases(group: Running, on: date) -> list[str]:
    form = group_form.session_form(group.ctx, group.leader, group.group_id, on)
    return [seat.case_number for seat in form.seats]


def test_a_place_has_a_last_day(group: Running) -> None:
    make_group_session(group.site, group.group_id, DAY)
    with pytest.raises(InvalidInput, match="Gangen 04-03-2025 er skrevet op"):
        group_places.end_place(
            group.ctx, group.leader, _place_id(group), group.group_id, DAY - timedelta(days=1)
        )
    group_places.end_place(group.ctx, group.leader, _place_id(group), group.group_id, DAY)
    after = DAY + timedelta(days=7)
    assert (_cases(group, DAY), _cases(group, after)) == (["F-1", "F-2"], ["F-2"])
    make_group_session(group.site, group.group_id, after)
    view = group_view.read(group.ctx, group.leader, group.group_id)
    assert [[mark is not None for mark in line.marks] for line in view.families] == [
        [True, False],
        [True, True],
    ]
    assert [line.place.case_number for line in view.now] == ["F-2"]
    # And it may come again.
    group_places.place(group.ctx, group.leader, group.group_id, group.first.episode_id, TODAY)
    assert _cases(group, TODAY) == ["F-1", "F-2"]


def test_a_course_that_ends_takes_its_place_along(group: Running) -> None:
    """A session that is written down late still counts the families of its day."""
    ended = DAY + timedelta(days=3)
    episodes.end(
        group.ctx, group.leader, group.first.episode_id, ended, EndReason.GOALS_REACHED, True
    )
    assert _cases(group, ended + timedelta(days=1)) == ["F-2"]
    assert _cases(group, ended) == ["F-1", "F-2"]
    _record(group, _told(group))
    assert _counts(group.ctx) == (1, 2, 2, 4)


def test_a_group_ends_and_the_courses_go_on(group: Running) -> None:
    make_group_session(group.site, group.group_id, DAY)
    for day, said in ((DAY - timedelta(days=1), "er skrevet op"), (date(2025, 6, 3), "fremtiden")):
        with pytest.raises(InvalidInput, match=said):
            group_making.end(group.ctx, group.leader, group.group_id, day)
    group_making.end(group.ctx, group.leader, group.group_id, TODAY)
    view = group_view.read(group.ctx, group.leader, group.group_id)
    assert view.group.ended_on == TODAY
    assert {line.place.until for line in view.families} == {TODAY}
    assert ask(group.ctx, "SELECT count(*) FROM episode WHERE ended_on IS NULL") == [(2,)]
    for call in ("session_form", "record_session", "place", "set_leaders", "end"):
        with pytest.raises(InvalidInput, match="Gruppen sluttede 02-06-2025"):
            CALLS[call](group, group.leader)


def test_the_familys_own_page_tells_of_its_groups(group: Running) -> None:
    make_group_session(group.site, group.group_id, DAY)
    make_group_session(
        group.site, group.group_id, DAY + timedelta(days=7), away={group.first.family_id: AWAY}
    )
    give(group.site, group.first, DAY + timedelta(days=8), "20.0")
    found = group.ctx.database.in_transaction(
        lambda unit: group_view.of_episode(group.ctx, unit, group.first.episode_id)
    )
    told = [(one.name, one.since, one.until, one.came, one.held) for one in found]
    assert told == [("Angstgruppe", START, None, 1, 2)]


def test_who_treats_a_family_corrects_its_visit_and_the_list_follows(group: Running) -> None:
    """Attendance is the visit's: there is one truth, and it is put right in one place."""
    make_group_session(group.site, group.group_id, DAY, away={group.first.family_id: AWAY})
    visit_id = ask(group.ctx, "SELECT visit_id FROM visit WHERE status = 'cancelled'")[0][0]
    facts = visits.VisitFacts(DAY, VisitStatus.ATTENDED, group.first.member_ids[:1], None, 120)
    visits.correct_visit(group.ctx, group.leader, visit_id, facts)
    view = group_view.read(group.ctx, group.leader, group.group_id)
    assert (view.families[0].came, view.families[0].of) == (1, 1)


def test_the_leaders_of_a_group_are_never_nobody(group: Running) -> None:
    for who in ((), (group.site.actors["other_practitioner"].user_id,)):
        with pytest.raises(InvalidInput):
            group_making.set_leaders(group.ctx, group.leader, group.group_id, who)


def test_services_for_groups_stand_first(group: Running) -> None:
    made = administration.create_service(group.ctx, group.site.admin, "N15", "Øvegruppe")
    frame = to_json(Frame(form=Form.GROUP))
    ask(group.ctx, "UPDATE service SET frame = ? WHERE service_id = ?", frame, made)
    form = group_making.group_form(group.ctx, group.leader)
    assert [one.name for one in form.services] == ["Øvegruppe", "Familiebehandling"]
    assert {one.display_name for one in form.staff[form.teams[0].team_id]} == {
        "Practitioner", "Colleague", "Leader",
    }  # fmt: skip


def test_the_new_family_cannot_be_placed_twice_at_once(group: Running) -> None:
    third = make_family(group.site, case_number="F-3", started_on=START)

    def place(_: int) -> bool:
        try:
            group_places.place(group.ctx, group.leader, group.group_id, third.episode_id, START)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(place, range(4)))
    assert sum(done) == 1


def test_the_demos_groups_are_told_through_the_services(site: Site) -> None:
    ctx, today = site.ctx, site.ctx.today()
    for code in ("N15", "N17"):
        administration.create_service(ctx, site.admin, code, f"Gruppe {code}")
    south = add_user(site, "fourth", Role.PRACTITIONER, (site.teams[1].team_id,))
    other = site.actors["other_practitioner"]
    pairs = ((site.practitioner, site.actors["colleague"]), (other, south))
    ids = tuple(team.team_id for team in site.teams)
    staff = Staff(
        site.admin,
        ids,
        pairs,
        (site.leader, site.leader),
        site.actors["emergency"],
        site.actors["project"],
    )
    for number, actor in enumerate((*pairs[0], *pairs[1])):
        family = make_family(site, actor, case_number=f"D-{number}")
        give(site, family, today - timedelta(days=60), "20.0", "21.0", "22.0", actor=actor)
    seed_groups.once(ctx, staff, today)
    held = [
        (row.name, row.families, row.sessions, row.last_on)
        for actor in (site.practitioner, other)
        for row in groups.groups(ctx, actor)
    ]
    latest = today - timedelta(days=2)
    assert held == [("Angstgruppe", 2, 5, latest), ("Forældre efter skilsmisse", 2, 2, latest)]
    assert ask(ctx, "SELECT count(*) FROM group_visit") == [(14,)]
