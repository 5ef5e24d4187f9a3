"""Meetings follow the course: planned at its start, one after the other, and never lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from fit_tracker import texts
from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.frame_json import to_json
from fit_tracker.domain.frames import FollowUpRule, Frame, Report
from fit_tracker.domain.meetings import MeetingKind
from fit_tracker.domain.people import Actor
from fit_tracker.domain.visits import VisitStatus
from fit_tracker.errors import Conflict, InvalidInput, NotAllowed, NotFound
from fit_tracker.services import (
    administration,
    episodes,
    families,
    imports,
    maintenance,
    meeting_lists,
    meetings,
    visits,
)
from fit_tracker.services.meeting_lists import EpisodeMeetings
from fit_tracker.ui.followups.words import kind_word
from tests.factories import COURSES, Site, ask, make_family, make_visit, on_day, trail

START, TODAY = date(2024, 1, 31), date(2024, 2, 5)
N02 = Frame(follow_up=FollowUpRule(3, 6))
N03 = Frame(follow_up=FollowUpRule(3), report=Report.YES)
N07 = Frame(follow_up=FollowUpRule(3, 6, first_is_latest=True, then_is_minimum=True))
N01 = Frame(sessions_min=8, sessions_max=8, follow_up=FollowUpRule(after_sessions=8))
FIRST_DUE = date(2024, 4, 30)


def states(site: Site, frame: Frame, service_id: UUID | None = None) -> None:
    """Let the site's service (or another) state this frame."""
    wanted = service_id or site.service_id
    ask(site.ctx, "UPDATE service SET frame = ? WHERE service_id = ?", to_json(frame), wanted)


@pytest.fixture
def dated(site: Site) -> Site:
    site.ctx = on_day(site.ctx, TODAY)
    states(site, N02)
    return site


@pytest.fixture
def family(dated: Site) -> families.Created:
    return make_family(dated, started_on=START)


def at(site: Site, day: date) -> None:
    site.ctx = on_day(site.ctx, day)


def of(site: Site, family: families.Created) -> EpisodeMeetings:
    return site.ctx.database.in_transaction(
        lambda unit: meetings.of_episode(site.ctx, unit, family.episode_id)
    )


def due(site: Site, family: families.Created) -> list[tuple[str, int, str]]:
    """The open meetings: kind, number and the day they are due."""
    return [
        (one.kind.value, one.sequence, one.due_on.isoformat()) for one in of(site, family).coming
    ]


def hold(site: Site, family: families.Created, on: date) -> None:
    """The next follow-up is held."""
    at(site, max(on, site.ctx.today()))
    (one,) = (m for m in of(site, family).coming if m.kind is MeetingKind.FOLLOW_UP)
    meetings.hold(site.ctx, site.practitioner, one.meeting_id, on)


def only(site: Site, family: families.Created) -> Any:
    (one,) = of(site, family).coming
    return one


def test_a_course_begins_with_its_first_follow_up(dated: Site, family: families.Created) -> None:
    assert due(dated, family) == [("follow_up", 1, "2024-04-30")]


def test_start_up_and_network_meeting_only_where_the_text_says_so(dated: Site) -> None:
    states(dated, Frame(start_up_meeting=True, network_meeting=True))
    family = make_family(dated, started_on=START)
    assert due(dated, family) == [("network", 1, "2024-01-31"), ("start_up", 1, "2024-01-31")]
    states(dated, Frame())
    assert due(dated, make_family(dated, case_number="F-2", started_on=START)) == []


def test_each_follow_up_plans_the_next_from_the_start(
    dated: Site, family: families.Created
) -> None:
    hold(dated, family, date(2024, 5, 14))
    assert due(dated, family) == [("follow_up", 2, "2024-10-31")]
    hold(dated, family, date(2024, 11, 20))
    assert due(dated, family) == [("follow_up", 3, "2025-04-30")]
    # So late that the fourth has come too: it is skipped, not planned for yesterday.
    hold(dated, family, date(2025, 11, 3))
    assert due(dated, family) == [("follow_up", 4, "2026-04-30")]
    assert [one.held_on for one in of(dated, family).held] == [
        date(2024, 5, 14), date(2024, 11, 20), date(2025, 11, 3),
    ]  # fmt: skip


def test_no_second_is_invented_and_the_case_decides(dated: Site) -> None:
    states(dated, N03)
    family = make_family(dated, started_on=START)
    assert not of(dated, family).asks_rhythm
    hold(dated, family, FIRST_DUE)
    assert due(dated, family) == []
    assert of(dated, family).asks_rhythm
    (asked,) = meeting_lists.undecided(dated.ctx, dated.leader)
    assert (asked.case_number, asked.last_held_on) == ("F-1", FIRST_DUE)
    episode_id = family.episode_id
    meetings.decide_rhythm(dated.ctx, dated.practitioner, episode_id, 4, "Aftalt på mødet")
    assert due(dated, family) == [("follow_up", 2, "2024-08-31")]
    assert meeting_lists.undecided(dated.ctx, dated.leader) == []
    rhythm = of(dated, family).rhythm
    assert rhythm is not None
    assert (rhythm.months, rhythm.reason, rhythm.decided_on) == (4, "Aftalt på mødet", FIRST_DUE)
    assert rhythm.decided_by == "Practitioner"


def test_a_decided_rhythm_moves_the_next_but_never_the_first(
    dated: Site, family: families.Created
) -> None:
    ctx, who, episode_id = dated.ctx, dated.practitioner, family.episode_id
    meetings.decide_rhythm(ctx, who, episode_id, 2, "Ung med svingende skolegang")
    assert due(dated, family) == [("follow_up", 1, "2024-04-30")]
    hold(dated, family, FIRST_DUE)
    assert due(dated, family) == [("follow_up", 2, "2024-06-30")]
    meetings.decide_rhythm(dated.ctx, who, episode_id, 12, "Stabilt, aftalt med rådgiver")
    assert due(dated, family) == [("follow_up", 2, "2025-04-30")]


def test_at_least_every_six_months_cannot_be_stretched(dated: Site) -> None:
    states(dated, N07)
    family = make_family(dated, started_on=START)
    with pytest.raises(InvalidInput, match=r"mindst hver 6\. måned"):
        meetings.decide_rhythm(dated.ctx, dated.practitioner, family.episode_id, 7, "Roligt")
    meetings.decide_rhythm(dated.ctx, dated.practitioner, family.episode_id, 6, "Roligt")


@pytest.mark.parametrize(
    ("months", "reason", "said"),
    [(0, "Roligt", "mellem 1 og 24"), (25, "Roligt", "mellem 1 og 24"), (3, " ", "mangler")],
)
def test_a_rhythm_needs_months_and_a_reason(
    dated: Site, family: families.Created, months: int, reason: str, said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        meetings.decide_rhythm(dated.ctx, dated.practitioner, family.episode_id, months, reason)
    assert of(dated, family).rhythm is None


def test_a_dropped_follow_up_is_followed_by_the_next(dated: Site, family: families.Created) -> None:
    why = "Familien er på ferie"
    meetings.drop(dated.ctx, dated.practitioner, only(dated, family).meeting_id, why)
    assert due(dated, family) == [("follow_up", 2, "2024-10-31")]
    assert ask(dated.ctx, "SELECT dropped_why FROM meeting WHERE sequence = 1") == [(why,)]


def test_day_and_time_are_agreed_and_moved(dated: Site, family: families.Created) -> None:
    ctx, who, meeting_id = dated.ctx, dated.practitioner, only(dated, family).meeting_id
    meetings.agree(ctx, who, meeting_id, date(2024, 4, 24), "9.30")
    found = only(dated, family)
    assert (found.planned_on, found.planned_at) == (date(2024, 4, 24), "09:30")
    assert (found.due_on, found.revision) == (FIRST_DUE, 2)
    meetings.agree(ctx, who, meeting_id, date(2024, 5, 3))
    assert only(dated, family).planned_at == ""


@pytest.mark.parametrize(
    ("on", "time", "said"),
    [
        (date(2024, 2, 4), "", "er forbi"),
        (date(2026, 2, 5), "", "mere end to år"),
        (date(2024, 3, 1), "24.00", "ikke et klokkeslæt"),
        (date(2024, 3, 1), "ni", "ikke et klokkeslæt"),
    ],
)
def test_what_cannot_be_agreed(
    dated: Site, family: families.Created, on: date, time: str, said: str
) -> None:
    meeting_id = only(dated, family).meeting_id
    with pytest.raises(InvalidInput, match=said):
        meetings.agree(dated.ctx, dated.practitioner, meeting_id, on, time)
    assert only(dated, family).revision == 1


def test_a_day_of_the_course_that_is_not_in_the_future(
    dated: Site, family: families.Created
) -> None:
    meeting_id = only(dated, family).meeting_id
    for on in (date(2024, 2, 6), date(2024, 1, 30)):
        with pytest.raises(InvalidInput, match="Datoen"):
            meetings.hold(dated.ctx, dated.practitioner, meeting_id, on)
    meetings.hold(dated.ctx, dated.practitioner, meeting_id, TODAY)


def test_a_start_up_meeting_may_be_held_before_the_start(dated: Site) -> None:
    states(dated, Frame(start_up_meeting=True))
    family = make_family(dated, started_on=START)
    meeting_id = only(dated, family).meeting_id
    with pytest.raises(InvalidInput, match="før forløbets start"):
        meetings.hold(dated.ctx, dated.practitioner, meeting_id, START - timedelta(days=61))
    meetings.hold(dated.ctx, dated.practitioner, meeting_id, START - timedelta(days=60))


def test_the_second_is_told_who_was_first(dated: Site, family: families.Created) -> None:
    ctx, meeting_id = dated.ctx, only(dated, family).meeting_id
    meetings.agree(ctx, dated.leader, meeting_id, date(2024, 4, 24), revision=1)
    with pytest.raises(Conflict, match="Leader ændrede mødet lige før dig"):
        meetings.agree(ctx, dated.practitioner, meeting_id, date(2024, 4, 25), revision=1)
    meetings.hold(ctx, dated.leader, meeting_id, TODAY)
    with pytest.raises(Conflict, match="Leader har allerede noteret mødet som afholdt 05-02-2024"):
        meetings.hold(ctx, dated.practitioner, meeting_id, TODAY)
    assert [one.sequence for one in of(dated, family).coming] == [2]
    meetings.drop(ctx, dated.leader, only(dated, family).meeting_id, "Aflyst af rådgiver")
    dropped = ask(ctx, "SELECT meeting_id FROM meeting WHERE dropped_at IS NOT NULL")[0][0]
    with pytest.raises(Conflict, match="noteret af Leader"):
        meetings.drop(ctx, dated.practitioner, dropped, "Aflyst")


def test_two_at_once_plan_one_next_meeting(dated: Site, family: families.Created) -> None:
    meeting_id, both = only(dated, family).meeting_id, Barrier(2)

    def hold_it(name: str) -> str:
        both.wait()
        try:
            meetings.hold(dated.ctx, dated.actors[name], meeting_id, TODAY)
        except Conflict as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(hold_it, ("practitioner", "leader")))
    assert said[0] == ""
    assert "har allerede noteret mødet som afholdt" in said[1]
    assert due(dated, family) == [("follow_up", 2, "2024-10-31")]


def test_the_end_of_the_course_takes_its_meetings_along(
    dated: Site, family: families.Created
) -> None:
    ctx, who = dated.ctx, dated.practitioner
    episodes.end(ctx, who, family.episode_id, TODAY, EndReason.MOVED, True)
    assert due(dated, family) == []
    assert meetings.coming(ctx, who, date(2030, 1, 1)) == []
    episodes.reopen(ctx, who, family.episode_id)
    assert due(dated, family) == [("follow_up", 1, "2024-04-30")]


def test_a_corrected_start_moves_what_was_counted_from_it(
    dated: Site, family: families.Created
) -> None:
    hold(dated, family, date(2024, 5, 2))
    episodes.move_start(dated.ctx, dated.practitioner, family.episode_id, date(2023, 12, 15))
    assert due(dated, family) == [("follow_up", 2, "2024-09-15")]
    hold(dated, family, date(2024, 9, 15))
    assert due(dated, family) == [("follow_up", 3, "2025-03-15")]


def _other(site: Site, frame: Frame) -> UUID:
    service_id = administration.create_service(site.ctx, site.admin, "N06", "Støtte i hjemmet")
    states(site, frame, service_id)
    return service_id


@pytest.mark.parametrize("frame", [N02, N03, Frame()])
def test_another_service_leaves_the_planned_follow_up(
    dated: Site, family: families.Created, frame: Frame
) -> None:
    service_id = _other(dated, frame)
    at(dated, date(2024, 3, 1))
    day = date(2024, 3, 1)
    episodes.change_service(dated.ctx, dated.practitioner, family.episode_id, service_id, day)
    assert due(dated, family) == [("follow_up", 1, "2024-04-30")]


def test_where_none_is_open_the_new_service_counts_from_its_start(dated: Site) -> None:
    states(dated, Frame())
    family = make_family(dated, started_on=START)
    service_id = _other(dated, N02)
    day = date(2024, 2, 29)
    at(dated, day)
    episodes.change_service(dated.ctx, dated.practitioner, family.episode_id, service_id, day)
    assert due(dated, family) == [("follow_up", 1, "2024-05-29")]


def _sessions(site: Site, family: families.Created, *days: date) -> None:
    for day in days:
        at(site, max(day, site.ctx.today()))
        make_visit(site, family, day)


WEEKS = [START + timedelta(days=7 * n) for n in range(9)]


def test_the_status_meeting_comes_when_the_sessions_are_nearly_used(dated: Site) -> None:
    states(dated, N01)
    family = make_family(dated, started_on=START)
    _sessions(dated, family, *WEEKS[:6])
    assert due(dated, family) == []
    make_visit(dated, family, WEEKS[5], status=VisitStatus.CANCELLED)
    assert due(dated, family) == []
    _sessions(dated, family, WEEKS[6])
    # 31 January and eight weeks: in the place of the ninth.
    assert due(dated, family) == [("status", 1, "2024-03-27")]
    assert of(dated, family).sessions == 7
    _sessions(dated, family, WEEKS[7], WEEKS[8])
    assert due(dated, family) == [("status", 1, "2024-03-27")]
    meetings.hold(dated.ctx, dated.practitioner, only(dated, family).meeting_id, WEEKS[8])
    _sessions(dated, family, WEEKS[8] + timedelta(days=7))
    assert due(dated, family) == []


def test_a_corrected_visit_takes_the_status_meeting_back(dated: Site) -> None:
    states(dated, N01)
    family = make_family(dated, started_on=START)
    _sessions(dated, family, *WEEKS[:7])
    visit_id = ask(dated.ctx, "SELECT visit_id FROM visit ORDER BY visit_date DESC LIMIT 1")[0][0]
    cancelled = visits.VisitFacts(WEEKS[6], VisitStatus.CANCELLED, (), None, None)
    visits.correct_visit(dated.ctx, dated.practitioner, visit_id, cancelled)
    assert due(dated, family) == []
    _sessions(dated, family, WEEKS[7])
    assert [kind for kind, _, _ in due(dated, family)] == ["status"]


def test_sessions_of_the_service_before_are_not_counted(dated: Site) -> None:
    states(dated, N01)
    family = make_family(dated, started_on=START)
    _sessions(dated, family, *WEEKS[:7])
    service_id = _other(dated, N01)
    day = WEEKS[6] + timedelta(days=1)
    at(dated, day)
    episodes.change_service(dated.ctx, dated.practitioner, family.episode_id, service_id, day)
    assert due(dated, family) == []
    assert of(dated, family).sessions == 0


def test_each_sees_their_own(dated: Site, family: families.Created) -> None:
    ctx, until = dated.ctx, date(2024, 12, 31)
    for name in ("practitioner", "leader"):
        (row,) = meetings.coming(ctx, dated.actors[name], until)
        assert (row.case_number, row.practitioners) == ("F-1", ("Practitioner",))
        assert row.on == FIRST_DUE
    for name in ("colleague", "other_leader", "other_practitioner"):
        assert meetings.coming(ctx, dated.actors[name], until) == []
        assert meeting_lists.undecided(ctx, dated.actors[name]) == []
        assert _events(dated, dated.actors[name]) == []
        with pytest.raises(NotFound):
            meetings.hold(ctx, dated.actors[name], row.meeting_id, TODAY)
        with pytest.raises(NotFound):
            meeting_lists.read(ctx, dated.actors[name], family.episode_id)
    for name in ("administrator", "emergency", "steering"):
        with pytest.raises(NotAllowed):
            meetings.coming(ctx, dated.actors[name], until)


def test_reading_and_writing_leave_a_trail_with_codes_only(
    dated: Site, family: families.Created
) -> None:
    ctx, who = dated.ctx, dated.practitioner
    meetings.coming(ctx, who, date(2024, 12, 31))
    meetings.drop(ctx, who, only(dated, family).meeting_id, "Familien er syg")
    assert trail(ctx, "meetings_read") == [(who.user_id, [family.family_id], "")]
    assert trail(ctx, "meeting_dropped") == [(who.user_id, [family.family_id], "follow_up")]


def test_until_is_the_last_day_shown(dated: Site, family: families.Created) -> None:
    ctx, who = dated.ctx, dated.practitioner
    assert meetings.coming(ctx, who, FIRST_DUE - timedelta(days=1)) == []
    assert len(meetings.coming(ctx, who, FIRST_DUE)) == 1
    meetings.agree(ctx, who, only(dated, family).meeting_id, date(2024, 5, 6))
    assert meetings.coming(ctx, who, FIRST_DUE) == []
    assert len(meetings.coming(ctx, who, date(2024, 5, 6))) == 1


def test_a_month_shows_held_ones_too(dated: Site, family: families.Created) -> None:
    hold(dated, family, TODAY)
    first, last = date(2024, 2, 1), date(2024, 2, 29)
    (row,) = meeting_lists.in_period(dated.ctx, dated.practitioner, first, last)
    assert (row.on, row.held_on, row.is_late(date(2025, 1, 1))) == (TODAY, TODAY, False)
    (ahead,) = meeting_lists.in_period(
        dated.ctx, dated.practitioner, date(2024, 10, 31), date(2024, 10, 31)
    )
    assert ahead.is_late(date(2024, 11, 1))
    assert not ahead.is_late(date(2024, 10, 31))


def _events(site: Site, actor: Actor) -> list[Any]:
    words = partial(texts.tr, "da")
    data = meeting_lists.calendar(site.ctx, actor, words, partial(kind_word, words=words))
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_the_calendar_moves_and_loses_what_moved_and_was_dropped(
    dated: Site, family: families.Created
) -> None:
    who = dated.practitioner
    (before,) = _events(dated, who)
    assert before["summary"] == "Frist: 1. opfølgning · F-1"
    meeting_id = only(dated, family).meeting_id
    meetings.agree(dated.ctx, who, meeting_id, date(2024, 4, 24), "13.00")
    (moved,) = _events(dated, who)
    assert moved["uid"] == before["uid"]
    assert moved["sequence"] > before["sequence"]
    meetings.drop(dated.ctx, who, meeting_id, "Familien er syg")
    by_uid = {str(one["uid"]): one for one in _events(dated, who)}
    assert by_uid[str(before["uid"])]["status"] == "CANCELLED"
    assert sorted(one["status"] for one in by_uid.values()) == ["CANCELLED", "TENTATIVE"]


def test_what_lies_behind_and_was_dropped_is_not_in_the_calendar(
    dated: Site, family: families.Created
) -> None:
    """On its own day it still leaves the calendar; the day after, nobody looks for it."""
    who = dated.practitioner
    meetings.drop(dated.ctx, who, only(dated, family).meeting_id, "Familien er syg")
    dropped = [
        [one["status"] for one in _events(replace(dated, ctx=on_day(dated.ctx, day)), who)]
        for day in (FIRST_DUE, FIRST_DUE + timedelta(days=1))
    ]
    assert dropped == [["CANCELLED", "TENTATIVE"], ["TENTATIVE"]]


def test_an_older_database_gets_what_lies_ahead(dated: Site, family: families.Created) -> None:
    """Nobody here knows whether what was due before was held, so nothing begins as late."""
    ask(dated.ctx, "DELETE FROM meeting")
    at(dated, date(2024, 6, 3))
    maintenance.reassess(dated.ctx, dated.admin)
    assert due(dated, family) == [("follow_up", 1, "2024-10-31")]
    maintenance.reassess(dated.ctx, dated.admin)
    assert len(of(dated, family).coming) == 1
    assert maintenance.check(dated.ctx) == []


def test_imported_courses_in_progress_are_planned(dated: Site) -> None:
    rows = ["case;team;end;why;planned;day;who;role;born;rater;scale;total"]
    for case, end in (("T-1", ";;"), ("T-2", "2024-02-01;goals_reached;yes")):
        rows.append(f"{case};Nord;{end};2024-01-15;Mor;mother;1986;self;outcome-adult;20.0")
    mapping = COURSES.replace("{column: team}", "Nord").replace("[]", "[practitioner]")
    data = "\n".join(rows).encode()
    preview = imports.prepare(dated.ctx, dated.admin, "courses.csv", data, mapping)
    assert preview.problems == []
    assert imports.write(dated.ctx, dated.admin, preview).written
    (row,) = meetings.coming(dated.ctx, dated.leader, date(2024, 12, 31))
    assert (row.case_number, row.due_on) == ("T-1", date(2024, 4, 15))
