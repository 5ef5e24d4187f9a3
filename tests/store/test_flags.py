"""A flag is raised with its numbers, kept as raised, cleared with its reason, never deleted."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from fit_tracker.domain.people import MemberRole, RaterKind
from fit_tracker.progression.status import RULE_VERSION, ReasonCode, Rules, SeriesKey
from fit_tracker.services import families, family_view, lists, maintenance, visits
from tests.factories import FAMILY_OF_THREE, Site, ask, give, make_family, make_visit

COLUMNS = "code, numbers, visit_id, rule_version, raised_at, cleared_at"


@pytest.fixture
def family(site: Site) -> families.Created:
    return make_family(site)


def _give(site: Site, family: families.Created, days: int, *totals: str | None) -> UUID:
    return give(site, family, site.ctx.today() - timedelta(days=days), *totals).visit_id


def _flags(site: Site) -> list[dict[str, Any]]:
    rows = ask(site.ctx, f"SELECT {COLUMNS} FROM flag ORDER BY raised_at, flag_id")
    return [dict(zip(COLUMNS.split(", "), row, strict=True)) for row in rows]


def _rating_of(site: Site, visit_id: UUID) -> UUID:
    query = "SELECT rating_id FROM rating WHERE visit_id = ? ORDER BY revision DESC LIMIT 1"
    found: UUID = ask(site.ctx, query, visit_id)[0][0]
    return found


def _correct(site: Site, visit_id: UUID, total: str) -> None:
    visits.correct_rating(
        site.ctx, site.practitioner, _rating_of(site, visit_id),
        items=None, total=Decimal(total), reason="tastefejl",
    )  # fmt: skip


def _worse(site: Site, family: families.Created) -> list[UUID]:
    """Mother 30, 20, 19: more than the limit of 6,6 below the first, twice running."""
    return [
        _give(site, family, days, total) for days, total in ((9, "30.0"), (8, "20.0"), (7, "19.0"))
    ]


def test_one_drop_is_no_flag_two_running_are(site: Site, family: families.Created) -> None:
    _give(site, family, 9, "30.0")
    _give(site, family, 8, "20.0")
    assert _flags(site) == []
    visit_id = _give(site, family, 7, "19.0")
    flag = _flags(site)[0]
    assert flag["code"] == "worsening_persists"
    assert flag["visit_id"] == visit_id
    assert flag["rule_version"] == RULE_VERSION
    assert flag["cleared_at"] is None
    numbers = json.loads(flag["numbers"])
    assert (numbers["first"], numbers["last"], numbers["change"]) == ("30.0", "19.0", "-11.0")
    assert lists.caseload(site.ctx, site.practitioner)[0].row.needs_attention


def test_it_keeps_the_numbers_it_was_raised_with(site: Site, family: families.Created) -> None:
    _worse(site, family)
    raised = _flags(site)
    _give(site, family, 6, "17.5")
    assert _flags(site) == raised
    shown = lists.caseload(site.ctx, site.practitioner)[0].reasons
    assert shown[0][1].numbers["last"] == "17.5"


def test_a_later_visit_clears_it_and_a_relapse_raises_a_new_one(
    site: Site, family: families.Created
) -> None:
    _worse(site, family)
    _give(site, family, 6, "29.0")
    first = _flags(site)
    assert [flag["cleared_at"] is None for flag in first] == [False]
    assert not lists.caseload(site.ctx, site.practitioner)[0].row.needs_attention
    _give(site, family, 5, "19.0")
    _give(site, family, 4, "18.0")
    flags = _flags(site)
    assert flags[0] == first[0]
    assert [flag["cleared_at"] is None for flag in flags] == [False, True]
    assert json.loads(flags[1]["numbers"])["last"] == "18.0"


def test_a_correction_clears_it_and_another_raises_it(site: Site, family: families.Created) -> None:
    *_, last = _worse(site, family)
    _correct(site, last, "29.0")
    assert [flag["cleared_at"] is None for flag in _flags(site)] == [False]
    _correct(site, last, "12.0")
    assert [flag["cleared_at"] is None for flag in _flags(site)].count(True) >= 1
    assert len(_flags(site)) >= 2


def test_a_withdrawal_clears_what_rested_on_it(site: Site, family: families.Created) -> None:
    *_, last = _worse(site, family)
    visits.withdraw_rating(site.ctx, site.practitioner, _rating_of(site, last), "forkert person")
    assert [flag["cleared_at"] is None for flag in _flags(site)] == [False]


def test_each_rater_has_a_flag_of_their_own(site: Site, family: families.Created) -> None:
    for days, mother, father in ((9, "30.0", "31.0"), (8, "20.0", "21.0"), (7, "19.0", "20.0")):
        _give(site, family, days, mother, father)
    codes = [flag["code"] for flag in _flags(site)]
    assert sorted(codes) == ["most_falling", "worsening_persists", "worsening_persists"]
    _give(site, family, 6, "29.0", "20.0")
    cleared = ask(site.ctx, "SELECT code, member_id FROM flag WHERE cleared_at IS NOT NULL")
    assert ("worsening_persists", family.member_ids[0]) in cleared
    assert sorted(code for code, _ in cleared) == ["most_falling", "worsening_persists"]


def test_two_visits_without_ratings_are_a_flag_for_those_who_were_there(
    site: Site, family: families.Created
) -> None:
    mother, father, _ = family.member_ids
    _give(site, family, 9, "20.0", "21.0")
    for days in (8, 7):
        day = site.ctx.today() - timedelta(days=days)
        make_visit(site, family, day, present=(mother,))
    assert ask(site.ctx, "SELECT code, member_id FROM flag") == [("ratings_missing", mother)]
    assert father != mother


def test_no_flag_is_ever_deleted(site: Site, family: families.Created) -> None:
    """Whatever happens to ratings, the flags that have been are all still there."""
    seen: set[Any] = set()
    *_, last = _worse(site, family)
    for total in ("29.0", "12.0", "30.0", "18.0"):
        _correct(site, last, total)
        now = {row[0] for row in ask(site.ctx, "SELECT flag_id FROM flag")}
        assert seen <= now
        seen = now
    assert len(seen) > 2


def test_a_visit_where_the_other_adult_answered_is_not_a_missing_one(site: Site) -> None:
    """Mother is away once and father answers about the toddler: his series is not "missing"
    at the visits where she answers again."""
    toddler = families.NewMember(MemberRole.CHILD, site.ctx.today().year - 3, "Pige")
    family = make_family(site, members=(*FAMILY_OF_THREE[:2], toddler))
    mother, father, child = family.member_ids

    def about(rater: UUID) -> visits.NewRating:
        return visits.NewRating(
            uuid4(), child, RaterKind.CARETAKER, rater, "outcome-under6", total=Decimal(30)
        )

    for days, rater in ((60, father), (40, mother), (20, mother), (10, mother)):
        make_visit(site, family, site.ctx.today() - timedelta(days=days), [about(rater)])
    view = family_view.load(site.ctx, site.practitioner, family.family_id)
    his = SeriesKey(child, RaterKind.CARETAKER, father)
    codes = {reason.code for reason in view.assessments[his].reasons}
    assert ReasonCode.RATINGS_MISSING not in codes


def test_a_site_may_count_otherwise_and_reassess_says_it_anew(site: Site) -> None:
    """Three visits instead of six: stored statuses change when asked to, flags with them."""
    family = make_family(site)
    for days in (50, 40, 30, 20):
        give(site, family, site.ctx.today() - timedelta(days=days), "20", "20")
    assert not lists.caseload(site.ctx, site.practitioner)[0].row.needs_attention
    stricter = replace(site.ctx, rules=Rules(no_change_visits=3))
    assert maintenance.reassess(stricter, site.admin) == 1
    entry = lists.caseload(site.ctx, site.practitioner)[0]
    assert entry.row.needs_attention
    assert ReasonCode.NO_CHANGE_AFTER_N in {reason.code for _key, reason in entry.reasons}
