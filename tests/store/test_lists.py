"""Lists are in the order people work in, and count what they say they count."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.people import RaterKind
from fit_tracker.domain.visits import VisitStatus
from fit_tracker.errors import NotAllowed
from fit_tracker.progression.status import ReasonCode
from fit_tracker.services import administration, episodes, families, lists
from tests.factories import Site, add_user, ask, give, make_family, make_visit


def _family(site: Site, case_number: str, *visits: tuple[int, str]) -> families.Created:
    """A family with mother's totals so many days ago."""
    family = make_family(site, case_number=case_number)
    for days, total in visits:
        give(site, family, site.ctx.today() - timedelta(days=days), total)
    return family


def test_attention_first_then_those_seen_longest_ago(site: Site) -> None:
    """Within each part the last visit decides alone, whatever the status is called."""
    _family(site, "rose-seen-lately", (20, "10.0"), (3, "30.0"))
    _family(site, "unchanged-lately", (20, "20.0"), (4, "20.0"))
    _family(site, "rose-long-ago", (60, "10.0"), (40, "30.0"))
    _family(site, "never-seen")
    _family(site, "worse-lately", (30, "30.0"), (20, "15.0"), (2, "15.0"))
    _family(site, "worse-long-ago", (50, "30.0"), (40, "15.0"), (30, "15.0"))
    shown = [entry.row.case_number for entry in lists.caseload(site.ctx, site.practitioner)]
    assert shown == [
        "worse-long-ago", "worse-lately",
        "never-seen", "rose-long-ago", "unchanged-lately", "rose-seen-lately",
    ]  # fmt: skip


@pytest.mark.parametrize(("days", "quiet"), [(29, None), (30, None), (31, 31)])
def test_quiet_after_thirty_days_counted_from_the_last_outcome_rating(
    site: Site, days: int, quiet: int | None
) -> None:
    family = _family(site, "F-1", (days + 20, "20.0"), (days, "20.0"))
    # A later visit with alliance only does not break the silence.
    give(site, family, site.ctx.today(), "38.0", measure="alliance")
    assert lists.caseload(site.ctx, site.practitioner)[0].quiet_days == quiet
    view = lists.team(site.ctx, site.leader)
    assert view.entries[0].quiet_days == quiet
    assert view.numbers.quiet == (quiet is not None)


def test_without_any_rating_the_silence_counts_from_the_start(site: Site) -> None:
    start = site.ctx.today() - timedelta(days=31)
    family = make_family(site, started_on=start)
    make_visit(site, family, site.ctx.today())
    assert lists.caseload(site.ctx, site.practitioner)[0].quiet_days == 31


def test_completeness_counts_visits_that_were_held(site: Site) -> None:
    family = make_family(site)
    day = site.ctx.today()
    give(site, family, day - timedelta(days=9), "20.0", "21.0", "22.0")
    give(site, family, day - timedelta(days=8), "38.0", measure="alliance")
    make_visit(site, family, day - timedelta(days=7))
    make_visit(site, family, day - timedelta(days=6), status=VisitStatus.CANCELLED)
    make_visit(site, family, day - timedelta(days=5), status=VisitStatus.NO_SHOW)
    row = lists.caseload(site.ctx, site.practitioner)[0].row
    assert (row.visits_attended, row.visits_with_outcome, row.visits_with_alliance) == (3, 1, 1)
    assert row.last_visit_on == day - timedelta(days=7)
    assert row.last_rating_on == day - timedelta(days=9)
    numbers = lists.team(site.ctx, site.leader).numbers
    # One needs attention: two visits running without an outcome rating.
    assert numbers == lists.TeamNumbers(1, 1, 0, 3, 1, 1)


def test_reasons_and_curves_come_back_as_they_were_stored(site: Site) -> None:
    family = _family(site, "F-1", (30, "30.0"), (20, "15.4"), (10, "15.0"))
    entry = lists.caseload(site.ctx, site.practitioner)[0]
    codes = {reason.code: (key, reason) for key, reason in entry.reasons}
    key, reason = codes[ReasonCode.WORSENING_PERSISTS]
    assert key.member_id == key.rater_member_id == family.member_ids[0]
    assert key.rater_kind is RaterKind.SELF
    assert reason.numbers["first"] == "30.0"
    assert reason.numbers["change"] == "-15.0"
    spark = entry.sparks[0]
    assert spark.key == key
    assert spark.instrument_id == "outcome-adult"
    assert spark.points == ((1, Decimal("30.0")), (2, Decimal("15.4")), (3, Decimal("15.0")))
    assert lists.team(site.ctx, site.leader).entries[0].sparks == entry.sparks


def test_a_curve_shows_the_latest_twelve(site: Site) -> None:
    family = make_family(site)
    for days in range(14, 0, -1):
        give(site, family, site.ctx.today() - timedelta(days=days), f"{days}.0")
    points = lists.caseload(site.ctx, site.practitioner)[0].sparks[0].points
    assert [no for no, _ in points] == list(range(3, 15))
    assert points[-1] == (14, Decimal("1.0"))


def test_both_practitioners_have_it_once_and_the_leader_has_the_team(site: Site) -> None:
    both = (site.practitioner.user_id, site.actors["colleague"].user_id)
    make_family(site, practitioners=both)
    make_family(site, case_number="F-2", actor=site.actors["other_practitioner"])
    for name in ("practitioner", "colleague"):
        assert [e.row.case_number for e in lists.caseload(site.ctx, site.actors[name])] == ["F-1"]
    assert lists.caseload(site.ctx, site.leader) == []
    entry = lists.team(site.ctx, site.leader).entries[0]
    assert entry.practitioners == ["Colleague", "Practitioner"]
    assert [member.label for member in entry.members] == ["Mor", "Far", "Dreng"]


def test_a_leader_of_two_teams_chooses_and_of_none_is_told(site: Site) -> None:
    north, south = (team.team_id for team in site.teams)
    both = add_user(site, "both", site.leader.role, (north, south))
    make_family(site)
    make_family(site, case_number="F-2", actor=site.actors["other_practitioner"])
    assert [e.row.case_number for e in lists.team(site.ctx, both, south).entries] == ["F-2"]
    assert [e.row.case_number for e in lists.team(site.ctx, both).entries] == ["F-1"]
    with pytest.raises(NotAllowed):
        lists.team(site.ctx, site.leader, south)
    administration.set_teams(site.ctx, site.admin, both.user_id, ())
    with pytest.raises(NotAllowed, match="ikke leder af et team"):
        lists.team(site.ctx, both)


@pytest.mark.parametrize(("ago", "shown"), [(90, True), (91, False)])
def test_ended_courses_leave_the_lists_and_stay_ninety_days(
    site: Site, ago: int, shown: bool
) -> None:
    family = make_family(site)
    ended = site.ctx.today() - timedelta(days=ago)
    reason = EndReason.FAMILY_STOPPED
    episodes.end(site.ctx, site.practitioner, family.episode_id, ended, reason, False)
    assert lists.caseload(site.ctx, site.practitioner) == []
    view = lists.team(site.ctx, site.leader)
    assert view.entries == []
    assert [row.end_reason for row in view.ended] == ([reason] if shown else [])


def test_the_newest_open_visit_is_the_one_to_go_on_with(site: Site) -> None:
    family = make_family(site)
    give(site, family, site.ctx.today() - timedelta(days=3), "20.0")
    newest = give(site, family, site.ctx.today(), "20.0")
    assert lists.caseload(site.ctx, site.practitioner)[0].open_visit_id == newest.visit_id
    ask(site.ctx, "UPDATE visit SET is_open = false")
    assert lists.caseload(site.ctx, site.practitioner)[0].open_visit_id is None
