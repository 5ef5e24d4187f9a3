"""Families are found, begun and handed on by the people who treat them."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from fit_tracker.domain.people import MemberRole
from fit_tracker.errors import Conflict, InvalidInput, NotFound
from fit_tracker.services import administration, families, lists
from fit_tracker.services.families import NewFamily, NewMember
from tests.factories import FAMILY_OF_THREE, Site, ask, everything, make_family, trail


def _new(site: Site, **changes: object) -> NewFamily:
    given: dict[str, object] = {
        "case_number": "F-1",
        "team_id": site.teams[0].team_id,
        "service_id": site.service_id,
        "started_on": site.ctx.today(),
        "members": FAMILY_OF_THREE,
    }
    return NewFamily(**(given | changes))  # type: ignore[arg-type]


def test_what_cannot_be_a_family_is_refused_whole(site: Site) -> None:
    closed = administration.create_service(site.ctx, site.admin, "X", "Lukket")
    administration.set_service_active(site.ctx, site.admin, closed, False)
    this_year = site.ctx.today().year
    wrong: list[dict[str, object]] = [
        {"case_number": " "},
        {"case_number": "010190-1234"},
        {"started_on": site.ctx.today() + timedelta(days=1)},
        {"members": ()},
        {"members": (NewMember(MemberRole.CHILD, this_year + 1, "Dreng"),)},
        {"members": (NewMember(MemberRole.CHILD, this_year - 111, "Dreng"),)},
        {"members": (NewMember(MemberRole.CHILD, 2017, ""),)},
        {"members": (NewMember(MemberRole.CHILD, 2017, "0101171234"),)},
        {"team_id": site.teams[1].team_id},
        {"team_id": uuid4()},
        {"service_id": uuid4()},
        {"service_id": closed},
        {"practitioner_ids": (site.actors["other_practitioner"].user_id,)},
        {"practitioner_ids": (site.actors["emergency"].user_id,)},
    ]
    before = everything(site.ctx)
    for changes in wrong:
        with pytest.raises(InvalidInput):
            families.create(site.ctx, site.practitioner, _new(site, **changes))
        assert everything(site.ctx)["audit"] == before["audit"], changes
    assert everything(site.ctx) == before


def test_a_case_number_is_used_once_also_at_the_same_moment(site: Site) -> None:
    start = threading.Barrier(4)

    def create(_: int) -> bool:
        start.wait()
        try:
            families.create(site.ctx, site.practitioner, _new(site))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(create, range(4))) == [False, False, False, True]
    query = "SELECT (SELECT count(*) FROM family), (SELECT count(*) FROM member)"
    assert ask(site.ctx, query) == [(1, 3)]


@pytest.mark.parametrize("text", ["F_100%", "f_1", "_", "%", "MOR", "Ærøsk\\ør", "rø"])
def test_search_finds_what_was_typed_and_nothing_else(site: Site, text: str) -> None:
    """No character is a wildcard; case does not matter, nor for æ, ø and å."""
    labels = {"F_100%": "Mor", "FX1009": "Far", "G\\1": "ÆRØSK\\ØR"}
    for case_number, label in labels.items():
        members = (NewMember(MemberRole.MOTHER, 1990, label),)
        make_family(site, case_number=case_number, members=members)
    wanted = text.lower()
    expected = {
        case for case, label in labels.items() if wanted in case.lower() or wanted in label.lower()
    }
    found = families.search(site.ctx, site.practitioner, f" {text} ")
    assert {one.case_number for one in found} == expected
    assert len(trail(site.ctx, "families_searched")[0][1]) == len(expected)


def test_an_empty_search_reads_nothing(site: Site) -> None:
    make_family(site)
    before = everything(site.ctx)
    assert families.search(site.ctx, site.practitioner, "  ") == []
    assert everything(site.ctx) == before


def _set(site: Site, family: families.Created, *user_ids: UUID) -> None:
    families.set_practitioners(site.ctx, site.leader, family.family_id, user_ids)


def test_handing_on_keeps_the_time_on_record(site: Site) -> None:
    family = make_family(site)
    first, second = site.practitioner.user_id, site.actors["colleague"].user_id
    _set(site, family, second, second)
    rows = "SELECT user_id, until IS NULL FROM family_practitioner ORDER BY until"
    assert set(ask(site.ctx, rows)) == {(first, False), (second, True)}
    assert len(ask(site.ctx, rows)) == 2
    assert lists.caseload(site.ctx, site.practitioner) == []
    assert len(lists.caseload(site.ctx, site.actors["colleague"])) == 1
    _set(site, family, first)
    assert len(lists.caseload(site.ctx, site.practitioner)) == 1


def test_a_double_click_hands_on_once(site: Site) -> None:
    family = make_family(site)
    both = (site.practitioner.user_id, site.actors["colleague"].user_id)
    start = threading.Barrier(4)

    def click(_: int) -> None:
        start.wait()
        _set(site, family, *both)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(click, range(4)))
    assert ask(site.ctx, "SELECT count(*) FROM family_practitioner") == [(2,)]


def test_somebody_of_the_team_always_treats_the_family(site: Site) -> None:
    family = make_family(site)
    before = everything(site.ctx)
    for wrong in ((), (uuid4(),), (site.actors["other_practitioner"].user_id,)):
        with pytest.raises(InvalidInput):
            _set(site, family, *wrong)
    assert everything(site.ctx) == before


def test_members_are_added_last_and_corrected_in_place(site: Site) -> None:
    family = make_family(site)
    ctx, actor = site.ctx, site.practitioner
    baby = NewMember(MemberRole.CHILD, ctx.today().year, "Lillesøster")
    families.add_member(ctx, actor, family.family_id, baby)
    right = NewMember(MemberRole.STEPPARENT, 1980, "Stedfar")
    families.correct_member(ctx, actor, family.family_id, family.member_ids[1], right)
    members = families.get(ctx, actor, family.family_id)[1]
    assert [member.label for member in members] == ["Mor", "Stedfar", "Dreng", "Lillesøster"]
    assert [member.position for member in members] == [0, 1, 2, 3]
    with pytest.raises(NotFound):
        families.correct_member(ctx, actor, family.family_id, uuid4(), right)


def test_a_closed_colleague_is_not_offered(site: Site) -> None:
    names = {c.display_name for c in families.colleagues(site.ctx, site.practitioner)}
    assert names == {"Practitioner", "Colleague", "Leader"}
    administration.set_active(site.ctx, site.admin, site.actors["colleague"].user_id, False)
    names = {c.display_name for c in families.colleagues(site.ctx, site.practitioner)}
    assert names == {"Practitioner", "Leader"}
