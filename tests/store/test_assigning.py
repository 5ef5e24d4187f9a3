"""Families are assigned by their leader, never left alone, and their history stays."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from fit_tracker.domain.people import Role
from fit_tracker.errors import Conflict, InvalidInput, NotAllowed, NotFound
from fit_tracker.services import administration, assigning, families, profiles
from fit_tracker.services import assigning_read as reading
from fit_tracker.services.assigning_read import Asked
from tests.factories import Site, add_user, ask, everything, later, make_family, trail


def treating(site: Site, family: families.Created) -> set[UUID]:
    rows = ask(
        site.ctx,
        "SELECT user_id FROM family_practitioner WHERE family_id = ? AND until IS NULL",
        family.family_id,
    )
    return {row[0] for row in rows}


def lead_both(site: Site) -> None:
    both = tuple(team.team_id for team in site.teams)
    administration.set_teams(site.ctx, site.admin, site.leader.user_id, both)


def loads(site: Site) -> dict[str, reading.StaffLoad]:
    return {one.display_name: one for one in reading.board(site.ctx, site.leader).staff}


def test_assigning_keeps_the_history_and_is_audited(site: Site) -> None:
    family = make_family(site)
    first, second = site.practitioner.user_id, site.actors["colleague"].user_id
    assigning.assign(site.ctx, site.leader, family.family_id, (second,), (first,))
    rows = ask(site.ctx, "SELECT user_id, until IS NULL FROM family_practitioner ORDER BY since")
    assert rows == [(first, False), (second, True)]
    assert trail(site.ctx, "practitioners_changed") == [
        (site.leader.user_id, [family.family_id], "")
    ]
    # Back again is a new time, not the old one taken up.
    assigning.assign(site.ctx, site.leader, family.family_id, (first,), (second,))
    assert len(ask(site.ctx, "SELECT 1 FROM family_practitioner")) == 3


def test_the_last_one_leaves_only_when_another_takes_over(site: Site) -> None:
    family = make_family(site)
    mine = site.practitioner.user_id
    before = everything(site.ctx)
    with pytest.raises(InvalidInput, match="tag selv familien"):
        assigning.assign(site.ctx, site.leader, family.family_id, (), (mine,))
    assert everything(site.ctx) == before
    assigning.assign(site.ctx, site.leader, family.family_id, (site.leader.user_id,), (mine,))
    assert treating(site, family) == {site.leader.user_id}


def test_a_closed_account_treats_nobody(site: Site) -> None:
    family = make_family(site)
    mine, second = site.practitioner.user_id, site.actors["colleague"].user_id
    administration.set_active(site.ctx, site.admin, mine, False)
    found = reading.board(site.ctx, site.leader)
    assert (found.spread.unassigned, found.families[0].unassigned) == (1, True)
    assert [one.active for one in found.staff if one.user_id == mine] == [False]
    with pytest.raises(InvalidInput, match="mindst én behandler"):
        assigning.assign(site.ctx, site.leader, family.family_id, (mine,), (mine,))
    assigning.assign(site.ctx, site.leader, family.family_id, (second,), (mine,))
    assert reading.board(site.ctx, site.leader).spread.unassigned == 0


def test_who_was_first_is_told(site: Site) -> None:
    family = make_family(site)
    first, second = site.practitioner.user_id, site.actors["colleague"].user_id
    assigning.assign(site.ctx, site.leader, family.family_id, (second,), (first,))
    before = everything(site.ctx)
    with pytest.raises(Conflict, match="nu er det Colleague"):
        assigning.assign(site.ctx, site.leader, family.family_id, (first, second), (first,))
    assert everything(site.ctx) == before


def test_only_colleagues_of_ones_own_teams_join(site: Site) -> None:
    family = make_family(site)
    mine, stranger = site.practitioner.user_id, site.actors["other_practitioner"].user_id
    for wrong in (stranger, site.admin.user_id, site.actors["emergency"].user_id):
        with pytest.raises(InvalidInput, match="dit eget team"):
            assigning.assign(site.ctx, site.leader, family.family_id, (mine, wrong), (mine,))
    lead_both(site)
    assigning.assign(site.ctx, site.leader, family.family_id, (mine, stranger), (mine,))
    assert treating(site, family) == {mine, stranger}


def test_several_families_are_handed_over_together_or_not_at_all(site: Site) -> None:
    mine, second = site.practitioner.user_id, site.actors["colleague"].user_id
    one = make_family(site, case_number="F-1")
    both = make_family(site, case_number="F-2", practitioners=(mine, second))
    other = make_family(site, site.actors["colleague"], case_number="F-3")
    ctx, leader = site.ctx, site.leader
    before = everything(ctx)
    with pytest.raises(Conflict, match="F-3 er flyttet"):
        assigning.hand_over(ctx, leader, mine, second, [one.family_id, other.family_id])
    for ids, to in (([], second), ([one.family_id], mine)):
        with pytest.raises(InvalidInput):
            assigning.hand_over(ctx, leader, mine, to, ids)
    assert everything(ctx) == before
    assert assigning.hand_over(ctx, leader, mine, second, [one.family_id, both.family_id]) == 2
    assert treating(site, one) == treating(site, both) == {second}


def test_to_another_team_of_the_same_leader_with_its_practitioners(site: Site) -> None:
    family = make_family(site)
    south = site.teams[1].team_id
    with pytest.raises(NotAllowed, match="du selv leder"):
        assigning.move_to_team(site.ctx, site.leader, family.family_id, south)
    lead_both(site)
    assigning.move_to_team(site.ctx, site.leader, family.family_id, south)
    assert ask(site.ctx, "SELECT team_id FROM family") == [(south,)]
    assert treating(site, family) == {site.practitioner.user_id}
    assert trail(site.ctx, "family_moved") == [
        (site.leader.user_id, [family.family_id], str(south))
    ]
    assert reading.board(site.ctx, site.leader, site.teams[0].team_id).families == []


def test_a_leader_who_treats_elsewhere_does_not_assign_there(site: Site) -> None:
    lead_both(site)
    who = (site.leader.user_id,)
    family = make_family(site, site.actors["other_practitioner"], practitioners=who)
    administration.set_teams(site.ctx, site.admin, who[0], (site.teams[0].team_id,))
    with pytest.raises(NotAllowed, match="et andet team"):
        assigning.assign(site.ctx, site.leader, family.family_id, who, who)


def test_the_load_is_families_and_planned_hours(site: Site) -> None:
    """Decided hours count before the frame: 2 + 0.8; a service without a frame is not stated."""
    ctx, mine = site.ctx, site.practitioner.user_id
    framed = administration.create_service(ctx, site.admin, "N90", "Med ramme")
    ask(
        ctx,
        "UPDATE service SET frame = ? WHERE service_id = ?",
        '{"minutes_min": 60, "minutes_max": 90, "interval_days_min": 7, "interval_days_max": 14}',
        framed,
    )
    decided = make_family(site, case_number="F-1")
    make_family(replace(site, service_id=framed), case_number="F-2")
    make_family(site, case_number="F-3")
    row = (decided.family_id, decided.episode_id)
    for day, hours in (("2026-01-01", 5), ("2026-02-01", 2), ("2999-01-01", 9)):
        ask(
            ctx,
            "INSERT INTO episode_intensity VALUES (uuid(), ?, ?, ?, ?, '', now(), ?)",
            *row, day, hours, mine,
        )  # fmt: skip
    load = loads(site)["Practitioner"].load
    assert (load.families, load.planned, load.unstated) == (3, Decimal("2.8"), 1)
    assert loads(site)["Colleague"].load.families == 0
    hours = [one.hours for one in reading.board(ctx, site.leader).families]
    assert hours == [Decimal(2), Decimal("0.8"), None]


def test_families_in_another_team_take_hours_too_but_are_not_shown(site: Site) -> None:
    mine = site.practitioner
    both = tuple(team.team_id for team in site.teams)
    administration.set_teams(site.ctx, site.admin, mine.user_id, both)
    make_family(site, site.actors["other_practitioner"], practitioners=(mine.user_id,))
    assert loads(site)["Practitioner"].load.families == 1
    assert reading.board(site.ctx, site.leader).families == []


def test_colleagues_stand_in_alphabetical_order_without_outcomes(site: Site) -> None:
    names = [one.display_name for one in reading.board(site.ctx, site.leader).staff]
    assert names == ["Colleague", "Leader", "Practitioner"]
    assert set(reading.StaffLoad.__dataclass_fields__) == {
        "user_id", "display_name", "active", "role", "load", "tags", "of_team",
    }  # fmt: skip


def test_tags_and_hours_are_replaced_and_stay_on_record(site: Site) -> None:
    ctx, mine = site.ctx, site.practitioner.user_id
    profiles.set_profile(ctx, site.leader, mine, ["Traumer", " spædbørn ", "TRAUMER"], Decimal(20))
    one = loads(site)["Practitioner"]
    assert (one.tags, one.load.hours) == (("spædbørn", "Traumer"), Decimal(20))
    profiles.set_profile(later(ctx, hours=1), site.leader, mine, ["Traumer"], None)
    one = loads(site)["Practitioner"]
    assert (one.tags, one.load.hours, one.load.room) == (("Traumer",), None, None)
    assert len(ask(ctx, "SELECT 1 FROM user_competence")) == 2
    assert len(ask(ctx, "SELECT 1 FROM user_hours WHERE until IS NOT NULL")) == 1


@pytest.mark.parametrize(
    ("tags", "hours"),
    [(["x" * 41], None), ([str(n) for n in range(13)], None), ([], Decimal(61)),
     ([], Decimal(-1)), (["010190-1234"], None)],
)  # fmt: skip
def test_a_profile_that_cannot_be(site: Site, tags: list[str], hours: Decimal | None) -> None:
    with pytest.raises(InvalidInput):
        profiles.set_profile(site.ctx, site.leader, site.practitioner.user_id, tags, hours)
    assert ask(site.ctx, "SELECT 1 FROM user_competence") == []


def test_matching_lists_competence_and_room_and_leaves_the_choice(site: Site) -> None:
    ctx, leader = site.ctx, site.leader
    profiles.set_profile(ctx, leader, site.practitioner.user_id, ["Traumer"], Decimal(10))
    profiles.set_profile(ctx, leader, site.actors["colleague"].user_id, [], Decimal(30))
    staff = reading.board(ctx, leader).staff
    found = reading.matches(staff, ["traumer"], Decimal(12))
    assert [(m.one.display_name, m.fit.has, m.fit.fits) for m in found] == [
        ("Practitioner", ("traumer",), False), ("Colleague", (), True), ("Leader", (), None),
    ]  # fmt: skip
    assert reading.matches(staff, [], Decimal(12))[0].one.display_name == "Colleague"


def test_asked_for_and_paged_in_the_database(site: Site) -> None:
    for number in range(3):
        make_family(site, case_number=f"F-{number}")
    make_family(site, site.actors["colleague"], case_number="G-1")
    ctx, leader = site.ctx, site.leader

    def cases(asked: Asked = reading.ALL, limit: int = 40) -> tuple[list[str], int]:
        found = reading.board(ctx, leader, asked=asked, limit=limit)
        return [one.case_number for one in found.families], found.matching

    assert cases(limit=2) == (["F-0", "F-1"], 4)
    assert cases(Asked("f-")) == (["F-0", "F-1", "F-2"], 3)
    assert cases(Asked(practitioner_id=site.actors["colleague"].user_id)) == (["G-1"], 1)
    assert cases(Asked(unassigned_only=True)) == ([], 0)
    ask(ctx, "UPDATE family_practitioner SET until = now() WHERE user_id = ?",
        site.actors["colleague"].user_id)  # fmt: skip
    assert cases(Asked(unassigned_only=True)) == (["G-1"], 1)
    # Those nobody treats come first.
    assert cases(limit=1) == (["G-1"], 4)


def test_nobody_else_assigns(site: Site) -> None:
    family = make_family(site)
    ctx, mine = site.ctx, site.practitioner.user_id
    gone = add_user(site, "gone", Role.LEADER, ())
    before = everything(ctx)
    for name in ("other_leader", "practitioner", "administrator", "emergency", "steering"):
        actor = site.actors[name]
        for call in (
            lambda a: assigning.assign(ctx, a, family.family_id, (a.user_id,), (mine,)),
            lambda a: assigning.hand_over(ctx, a, mine, a.user_id, [family.family_id]),
            lambda a: assigning.move_to_team(ctx, a, family.family_id, site.teams[1].team_id),
            lambda a: profiles.set_profile(ctx, a, mine, ["x"], None),
            lambda a: reading.board(ctx, a, site.teams[0].team_id),
        ):
            with pytest.raises((NotAllowed, NotFound)):
                call(actor)
    with pytest.raises(NotAllowed):
        reading.board(ctx, gone)
    assert everything(ctx) == before
    found = reading.board(ctx, site.actors["other_leader"])
    assert found.families == []
    assert mine not in {one.user_id for one in found.staff}
