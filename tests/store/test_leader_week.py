"""The leader's week: what is late, what waits and what is coming, in the leader's own team."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from fit_tracker.domain.episodes import EndReason
from fit_tracker.errors import NotAllowed
from fit_tracker.services import episodes, families, leader_week, lists
from fit_tracker.services.lists import Order, TeamChoice, Which
from tests.factories import Site, ask, give, make_family, trail


def respond(
    site: Site, family: families.Created, due: date, state: str = "new", decided: date | None = None
) -> None:
    """A response as the table keeps it; its steps have their own tests."""
    ask(site.ctx, "DELETE FROM response WHERE family_id = ?", family.family_id)
    ask(
        site.ctx,
        "INSERT INTO response VALUES (uuid(), ?, ?, 'flag', 'high', ?, now(), ?, NULL, '', '', "
        "NULL, NULL, NULL, ?, ?, NULL, NULL, NULL, NULL, '', 1)",
        family.family_id, family.episode_id, state, due, decided, due,
    )  # fmt: skip


def meet(site: Site, family: families.Created, due: date, planned: date | None = None) -> None:
    ask(
        site.ctx,
        "INSERT INTO meeting VALUES (uuid(), ?, ?, 'follow_up', 1, ?, 'x', ?, '', NULL, NULL, '', "
        "now(), ?, now(), ?, 1)",
        family.family_id, family.episode_id, due, planned, *[site.leader.user_id] * 2,
    )  # fmt: skip


def week(site: Site) -> leader_week.Week:
    return leader_week.week(site.ctx, site.leader)


@pytest.fixture
def family(site: Site) -> families.Created:
    return make_family(site)


@pytest.mark.parametrize(("ahead", "overdue", "waiting"), [(-1, 1, 0), (0, 0, 1), (1, 0, 1)])
def test_overdue_the_day_after_and_else_waiting(
    site: Site, family: families.Created, ahead: int, overdue: int, waiting: int
) -> None:
    respond(site, family, site.ctx.today() + timedelta(days=ahead))
    found = week(site)
    assert (len(found.overdue), len(found.undecided)) == (overdue, waiting)


def test_decided_or_closed_waits_for_nothing(site: Site, family: families.Created) -> None:
    today = site.ctx.today()
    respond(site, family, today, "taken", decided=today)
    assert week(site).undecided == []
    respond(site, family, today - timedelta(days=9), "closed")
    assert week(site).overdue == []


@pytest.mark.parametrize(("ahead", "there"), [(-3, True), (0, True), (14, True), (15, False)])
def test_meetings_of_the_next_fourteen_days_and_the_missed(
    site: Site, family: families.Created, ahead: int, there: bool
) -> None:
    meet(site, family, site.ctx.today() + timedelta(days=ahead))
    found = week(site).meetings
    assert [one.late for one in found] == ([ahead < 0] if there else [])


def test_the_agreed_day_counts_and_an_ended_course_has_none(
    site: Site, family: families.Created
) -> None:
    today = site.ctx.today()
    meet(site, family, today - timedelta(days=5), planned=today + timedelta(days=5))
    (found,) = week(site).meetings
    assert (found.late, found.on) == (False, today + timedelta(days=5))
    episodes.end(site.ctx, site.practitioner, family.episode_id, today, EndReason.MOVED, True)
    assert week(site).meetings == []


def test_the_first_few_are_shown_and_all_are_counted(site: Site) -> None:
    today = site.ctx.today()
    for number in range(8):
        family = make_family(site, case_number=f"F-{number}")
        respond(site, family, today - timedelta(days=number + 1))
    found = week(site).overdue
    assert [one.case_number for one in found] == ["F-7", "F-6", "F-5", "F-4"]
    assert {one.matching for one in found} == {8}


def test_only_families_of_the_team_and_the_reading_is_audited(
    site: Site, family: families.Created
) -> None:
    today = site.ctx.today()
    for one in (family, make_family(site, site.actors["other_practitioner"], case_number="S-1")):
        respond(site, one, today - timedelta(days=1))
        meet(site, one, today)
    found = week(site)
    assert [one.case_number for one in (*found.overdue, *found.meetings)] == ["F-1", "F-1"]
    assert trail(site.ctx, "team_read") == [(site.leader.user_id, [family.family_id], "week")]
    other = leader_week.week(site.ctx, site.actors["other_leader"])
    assert {one.case_number for one in other.overdue} == {"S-1"}
    for name in ("practitioner", "administrator", "emergency", "steering"):
        with pytest.raises(NotAllowed):
            leader_week.week(site.ctx, site.actors[name])
    with pytest.raises(NotAllowed):
        leader_week.week(site.ctx, site.actors["other_leader"], site.teams[0].team_id)


def _mixed(site: Site) -> None:
    """F-1 falls, F-2 was rated once long ago, F-3 never; F-3 is the colleague's."""
    today = site.ctx.today()
    falls = make_family(site, case_number="F-1")
    for ago, score in ((60, "30"), (40, "20"), (20, "19")):
        give(site, falls, today - timedelta(days=ago), score)
    quiet = make_family(site, case_number="F-2")
    give(site, quiet, today - timedelta(days=31), "20")
    make_family(site, site.actors["colleague"], case_number="F-3", started_on=today)


def _cases(site: Site, choice: TeamChoice, limit: int = 40) -> list[str]:
    found = lists.team(site.ctx, site.leader, None, choice, limit)
    return [entry.row.case_number for entry in found.entries]


def test_what_is_asked_for_is_chosen_in_the_database(site: Site) -> None:
    _mixed(site)
    assert _cases(site, TeamChoice(Which.ATTENTION)) == ["F-1"]
    assert _cases(site, TeamChoice(Which.QUIET)) == ["F-2"]
    assert _cases(site, TeamChoice(Which.UNRATED)) == ["F-3"]
    view = lists.team(site.ctx, site.leader)
    assert _cases(site, TeamChoice(kinds=(view.kinds[0],))) == ["F-1"]
    assert sorted(_cases(site, TeamChoice(kinds=tuple(view.kinds[1:])))) == ["F-2", "F-3"]
    colleague: UUID = site.actors["colleague"].user_id
    assert _cases(site, TeamChoice(practitioner_id=colleague)) == ["F-3"]
    treating = [one.display_name for one in week(site).staff if one.of_team]
    assert treating == ["Colleague", "Practitioner"]


def test_the_order_and_the_part(site: Site) -> None:
    _mixed(site)
    assert _cases(site, TeamChoice()) == ["F-1", "F-3", "F-2"]
    assert _cases(site, TeamChoice(order=Order.LAST)) == ["F-3", "F-2", "F-1"]
    assert _cases(site, TeamChoice(order=Order.CASE)) == ["F-1", "F-2", "F-3"]
    assert _cases(site, TeamChoice(order=Order.CASE), 2) == ["F-1", "F-2"]
    view = lists.team(site.ctx, site.leader, limit=1)
    assert (len(view.entries), view.matching, view.numbers.active) == (1, 3, 3)
    assert view.numbers.unrated == 1
    # Only those that are shown are read.
    (shown,) = view.entries
    assert trail(site.ctx, "team_read")[-1][1] == [shown.row.family_id]
