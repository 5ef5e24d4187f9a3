"""The agenda comes from the data, is arranged by the leader, and its decisions stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.supervision import AgendaPaper, PaperItem, Topic, is_long
from fit_tracker.errors import Conflict, InvalidInput, NotAllowed, NotFound
from fit_tracker.services import administration, episodes, families, supervision
from fit_tracker.services import supervision_read as reading
from tests.factories import Site, add_user, ask, everything, give, later, make_family, trail

PAPER = AgendaPaper(
    "da", "Supervision", "Nord", "FIT Tracker", "Side", "Sidst", "Beslutning", "Plads",
    (PaperItem("F-1", "Mor, far", ("Valgt",), "", ""),),
)  # fmt: skip


def falling(site: Site, case: str) -> families.Created:
    """Mother falls by more than the measurement error (6.6) at two visits running."""
    family = make_family(site, case_number=case)
    for ago, mother in ((60, "30"), (40, "20"), (20, "19")):
        give(site, family, site.ctx.today() - timedelta(days=ago), mother, "20")
    return family


def still(site: Site, case: str) -> families.Created:
    """Six visits after the first without a reliable change, on the clinical side."""
    family = make_family(site, case_number=case)
    for ago in range(70, 0, -10):
        give(site, family, site.ctx.today() - timedelta(days=ago), "20")
    return family


def suggested(site: Site) -> dict[str, list[Topic]]:
    found = reading.board(site.ctx, site.leader, shown=50).suggestions
    return {one.about.case_number: [point.topic for point in one.points] for one in found}


def begun(site: Site, *cases: str) -> Any:
    day = site.ctx.today() + timedelta(days=3)
    supervision_id = supervision.begin(site.ctx, site.leader, site.teams[0].team_id, day)
    for case in cases:
        supervision.pick(site.ctx, site.leader, supervision_id, case)
    return supervision_id


def agenda(site: Site) -> list[reading.AgendaItem]:
    found = reading.board(site.ctx, site.leader).agenda
    assert found is not None
    return found.items


def order(site: Site) -> list[str]:
    return [item.about.case_number for item in agenda(site)]


def test_each_topic_comes_from_its_data(site: Site) -> None:
    today, ctx = site.ctx.today(), site.ctx
    falling(site, "falls")
    still(site, "still")
    bond = make_family(site, case_number="bond")
    for ago, score in ((30, "38"), (10, "20")):
        give(site, bond, today - timedelta(days=ago), score, measure="alliance")
    high = make_family(site, case_number="high")
    for ago in (30, 10):
        give(site, high, today - timedelta(days=ago), "36", "38", "39")
    make_family(site, case_number="long", started_on=today - timedelta(days=367))
    gone = make_family(site, case_number="gone")
    episodes.end(ctx, site.practitioner, gone.episode_id, today, EndReason.FAMILY_STOPPED, False)
    done = make_family(site, case_number="done")
    episodes.end(ctx, site.practitioner, done.episode_id, today, EndReason.GOALS_REACHED, True)
    make_family(site, case_number="quiet")
    found = suggested(site)
    assert found == {
        "falls": [Topic.OFF_TRACK],
        "bond": [Topic.ALLIANCE_FALLEN],
        "still": [Topic.NO_CHANGE],
        "long": [Topic.LONG],
        "gone": [Topic.ENDED_UNPLANNED],
        "high": [Topic.CEILING],
    }
    # What presses most comes first.
    assert list(found) == ["falls", "bond", "still", "long", "gone", "high"]


def test_a_ceiling_needs_everybody_who_rates(site: Site) -> None:
    family = make_family(site)
    for ago in (30, 10):
        give(site, family, site.ctx.today() - timedelta(days=ago), "36", "20")
    assert suggested(site) == {}


@pytest.mark.parametrize(
    ("start", "planned", "held", "today", "found"),
    [
        # Twelve months to the day are not more than twelve months; clamped at a month's end.
        (date(2025, 3, 1), None, 3, date(2026, 3, 1), False),
        (date(2025, 3, 1), None, 3, date(2026, 3, 2), True),
        (date(2024, 2, 29), None, 3, date(2025, 2, 28), False),
        (date(2024, 2, 29), None, 3, date(2025, 3, 1), True),
        (date(2026, 1, 1), 10, 10, date(2026, 3, 1), False),
        (date(2026, 1, 1), 10, 11, date(2026, 3, 1), True),
    ],
)
def test_a_long_course(
    start: date, planned: int | None, held: int, today: date, found: bool
) -> None:
    assert is_long(start, planned, held, today) is found


@pytest.mark.parametrize(("ago", "there"), [(90, True), (91, False)])
def test_unplanned_ends_stay_ninety_days(site: Site, ago: int, there: bool) -> None:
    family = make_family(site)
    day = site.ctx.today() - timedelta(days=ago)
    episodes.end(site.ctx, site.practitioner, family.episode_id, day, EndReason.MOVED, False)
    assert bool(suggested(site)) is there


def test_picked_families_leave_the_suggestions_and_keep_why(site: Site) -> None:
    falling(site, "F-1")
    begun(site, "f-1")
    board = reading.board(site.ctx, site.leader)
    assert (board.suggestions, board.suggested) == ([], 0)
    (item,) = agenda(site)
    assert [point.topic for point in item.points] == [Topic.OFF_TRACK]
    point = item.points[0]
    assert point.reason is not None
    assert point.reason.numbers["first"] == "30.0"
    # Better since: why it was picked stays as it was.
    stored = ask(site.ctx, "SELECT reasons FROM supervision_item")
    family_id = ask(site.ctx, "SELECT family_id, episode_id FROM episode")[0]
    members = ask(site.ctx, "SELECT member_id FROM member ORDER BY position")
    family = families.Created(*family_id, tuple(row[0] for row in members))
    give(site, family, site.ctx.today(), "38", "20")
    assert ask(site.ctx, "SELECT reasons FROM supervision_item") == stored


def test_a_leader_may_want_to_talk_about_any_family(site: Site) -> None:
    make_family(site, case_number="F-1")
    supervision_id = begun(site, "F-1")
    assert [point.topic for point in agenda(site)[0].points] == [Topic.CHOSEN]
    with pytest.raises(Conflict, match="allerede på dagsordenen"):
        supervision.pick(site.ctx, site.leader, supervision_id, "F-1")
    make_family(site, site.actors["other_practitioner"], case_number="S-1")
    for unknown in ("S-1", "F-9"):
        with pytest.raises(NotFound, match="Ingen familie i teamet"):
            supervision.pick(site.ctx, site.leader, supervision_id, unknown)


def test_one_agenda_at_a_time_and_not_in_the_past(site: Site) -> None:
    begun(site)
    with pytest.raises(InvalidInput, match="allerede en dagsorden"):
        begun(site)
    with pytest.raises(InvalidInput, match="fortiden"):
        supervision.begin(
            site.ctx, site.leader, site.teams[0].team_id, site.ctx.today() - timedelta(days=1)
        )


def test_the_order_is_the_leaders(site: Site) -> None:
    for case in ("F-1", "F-2", "F-3"):
        make_family(site, case_number=case)
    begun(site, "F-1", "F-2", "F-3")
    last = agenda(site)[2].item_id
    supervision.move(site.ctx, site.leader, last, up=True)
    assert order(site) == ["F-1", "F-3", "F-2"]
    supervision.move(site.ctx, site.leader, last, up=True)
    supervision.move(site.ctx, site.leader, last, up=True)
    assert order(site) == ["F-3", "F-1", "F-2"]
    supervision.move(site.ctx, site.leader, last, up=False)
    assert order(site) == ["F-1", "F-3", "F-2"]
    supervision.remove(site.ctx, site.leader, last)
    assert order(site) == ["F-1", "F-2"]


def test_a_decision_is_not_overwritten_by_one_who_has_not_seen_it(site: Site) -> None:
    make_family(site, case_number="F-1")
    begun(site, "F-1")
    second = add_user(site, "second", site.leader.role, (site.teams[0].team_id,))
    item_id = agenda(site)[0].item_id
    supervision.decide(site.ctx, site.leader, item_id, "Tal om samarbejdet")
    with pytest.raises(Conflict, match="Leader har noteret imens: «Tal om samarbejdet»"):
        supervision.decide(site.ctx, second, item_id, "Noget andet")
    supervision.decide(site.ctx, second, item_id, "Begge dele", "Tal om samarbejdet")
    item = agenda(site)[0]
    assert (item.decision, item.decided_by) == ("Begge dele", "Second")
    with pytest.raises(InvalidInput, match="bliver på dagsordenen"):
        supervision.remove(site.ctx, site.leader, item_id)
    with pytest.raises(InvalidInput, match="CPR"):
        supervision.decide(site.ctx, second, item_id, "Ring til 010190-1234", "Begge dele")


def test_what_was_decided_last_time_stands_beside(site: Site) -> None:
    family = falling(site, "F-1")
    first = begun(site, "F-1")
    ctx, leader = site.ctx, site.leader
    supervision.decide(ctx, leader, agenda(site)[0].item_id, "To besøg om ugen")
    with pytest.raises(InvalidInput, match="allerede en dagsorden"):
        begun(site)
    supervision.close(ctx, leader, first)
    day = ctx.today() + timedelta(days=3)
    last = reading.LastTime(day, "To besøg om ugen")
    assert reading.board(ctx, leader).suggestions[0].about.last_time == last
    begun(site, "F-1")
    (item,) = agenda(site)
    assert (item.decision, item.about.last_time) == ("", last)
    # A meeting that was held does not show its own decision as the one before.
    assert reading.held(ctx, leader, first).items[0].about.last_time is None
    decided = ctx.database.in_transaction(
        lambda unit: supervision.of_episode(ctx, unit, family.episode_id)
    )
    assert [(one.meets_on, one.decision, one.decided_by) for one in decided] == [
        (day, "To besøg om ugen", "Leader")
    ]


def test_a_held_meeting_changes_no_more(site: Site) -> None:
    make_family(site, case_number="F-1")
    supervision_id = begun(site)
    ctx, leader = site.ctx, site.leader
    with pytest.raises(InvalidInput, match="ingen familier"):
        supervision.close(ctx, leader, supervision_id)
    supervision.pick(ctx, leader, supervision_id, "F-1")
    item_id = agenda(site)[0].item_id
    supervision.close(ctx, leader, supervision_id)
    before = everything(ctx)
    for change in (
        lambda: supervision.close(ctx, leader, supervision_id),
        lambda: supervision.pick(ctx, leader, supervision_id, "F-1"),
        lambda: supervision.decide(ctx, leader, item_id, "Noget"),
        lambda: supervision.move(ctx, leader, item_id, up=True),
        lambda: supervision.remove(ctx, leader, item_id),
        lambda: supervision.set_day(ctx, leader, supervision_id, ctx.today()),
    ):
        with pytest.raises(Conflict, match="afsluttet"):
            change()
    assert everything(ctx) == before


def test_a_family_that_was_not_reached_is_suggested_again(site: Site) -> None:
    make_family(site, case_number="F-1")
    supervision.close(site.ctx, site.leader, begun(site, "F-1"))
    assert suggested(site) == {"F-1": [Topic.NOT_DISCUSSED]}
    # Held later without it: it is no longer left over from the last one.
    make_family(site, case_number="F-2")
    again = replace(site, ctx=later(site.ctx, hours=1))
    supervision.close(again.ctx, site.leader, begun(again, "F-2"))
    assert suggested(site) == {"F-2": [Topic.NOT_DISCUSSED]}


def test_the_paper_is_a_tagged_pdf_and_printing_is_audited(site: Site) -> None:
    family = make_family(site, case_number="F-1")
    supervision_id = begun(site, "F-1")

    made = supervision.paper(site.ctx, site.leader, supervision_id, PAPER)
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made
    assert trail(site.ctx, "supervision_printed") == [(site.leader.user_id, [family.family_id], "")]


def test_nobody_else_sees_or_changes_an_agenda(site: Site) -> None:
    family = falling(site, "F-1")
    supervision_id = begun(site, "F-1")
    item_id = agenda(site)[0].item_id
    ctx, team_id = site.ctx, site.teams[0].team_id
    gone = add_user(site, "gone", site.leader.role, (team_id,))
    administration.set_teams(ctx, site.admin, gone.user_id, (site.teams[1].team_id,))
    closed = add_user(site, "closed", site.leader.role, (team_id,))
    administration.set_active(ctx, site.admin, closed.user_id, False)
    before = everything(ctx)
    for name in ("other_leader", "practitioner", "administrator", "emergency", "steering",
                 "gone", "closed"):  # fmt: skip
        actor = site.actors[name]
        for call in (
            lambda a: supervision.pick(ctx, a, supervision_id, "F-1"),
            lambda a: supervision.remove(ctx, a, item_id),
            lambda a: supervision.move(ctx, a, item_id, up=True),
            lambda a: supervision.decide(ctx, a, item_id, "Noget"),
            lambda a: supervision.close(ctx, a, supervision_id),
            lambda a: supervision.set_day(ctx, a, supervision_id, ctx.today()),
            lambda a: supervision.paper(ctx, a, supervision_id, PAPER),
            lambda a: reading.held(ctx, a, supervision_id),
        ):
            with pytest.raises((NotAllowed, NotFound)):
                call(actor)
        if name != "closed":
            with pytest.raises(NotAllowed):
                reading.board(ctx, actor, team_id)
    assert everything(ctx) == before
    assert str(family.family_id) not in repr(reading.board(ctx, site.actors["other_leader"]))


def test_a_family_that_moved_away_is_no_longer_on_the_agenda(site: Site) -> None:
    make_family(site, case_number="F-1")
    begun(site, "F-1")
    ask(site.ctx, "UPDATE family SET team_id = ?", site.teams[1].team_id)
    assert agenda(site) == []
