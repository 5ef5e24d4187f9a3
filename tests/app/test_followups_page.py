"""Opfølgning in the running app: its message, its weeks, its month, and its forms."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from fit_tracker.domain.frame_json import to_json
from fit_tracker.domain.frames import FollowUpRule, Frame, Report
from fit_tracker.domain.meeting_plan import read_rule
from fit_tracker.domain.meetings import MeetingKind
from fit_tracker.domain.people import Actor
from fit_tracker.services import meetings
from fit_tracker.services.families import Created
from fit_tracker.services.meeting_lists import EpisodeMeetings, MeetingRow
from fit_tracker.ui import state_keys
from fit_tracker.ui.family import meetings as family_meetings
from fit_tracker.ui.followups import words
from fit_tracker.ui.followups.month import shifted
from tests.factories import Site, ask, make_family

Open = Callable[..., AppTest]
PAGE = "pages/practitioner/followups.py"


def shown(app: AppTest) -> str:
    """Everything the page wrote as HTML, its own and inside components."""
    own = [element.proto.body for element in app.get("html")]
    return " ".join([*own, *(str(json.loads(c.proto.json)) for c in app.get("bidi_component"))])


def states(site: Site, frame: Frame) -> None:
    ask(site.ctx, "UPDATE service SET frame = ?", to_json(frame))


def family(site: Site, case: str, ago: int, actor: Actor | None = None) -> Created:
    """A family whose course began so many days ago."""
    start = site.ctx.today() - timedelta(days=ago)
    return make_family(site, actor, case_number=case, started_on=start)


@pytest.fixture
def ruled(app_site: Site) -> Site:
    states(app_site, Frame(follow_up=FollowUpRule(3, 6), report=Report.YES))
    return app_site


def opened(app: AppTest) -> AppTest:
    return app.switch_page(PAGE).run()


def of(site: Site, made: Created) -> EpisodeMeetings:
    return site.ctx.database.in_transaction(
        lambda unit: meetings.of_episode(site.ctx, unit, made.episode_id)
    )


def press(app: AppTest, go: str) -> AppTest:
    """A press inside a component, as the browser would send it."""
    app.session_state[state_keys.FOLLOWUPS_PRESSED] = go
    app.run()
    assert not app.exception
    return app


def send(app: AppTest, go: str) -> AppTest:
    """Send the open form: AppTest knows no dialogs, so the page opens it once more."""
    app.session_state[state_keys.FOLLOWUPS_PRESSED] = go
    next(one for one in app.button if one.proto.is_form_submitter).click().run()
    assert not app.exception
    return app


def test_an_empty_page_says_how_meetings_come(open_app: Open, app_site: Site) -> None:
    app = opened(open_app("practitioner"))
    assert "Ingen opfølgninger er planlagt" in shown(app)
    assert "planlægges af sig selv" in shown(app)
    assert not app.exception


def test_the_title_is_the_message_and_the_weeks_follow(open_app: Open, ruled: Site) -> None:
    family(ruled, "F-1", 100)
    family(ruled, "F-2", 110)
    family(ruled, "F-3", 85)
    app = opened(open_app("practitioner"))
    found = shown(app)
    assert "To opfølgninger er over tiden, én kommer i de næste 14 dage" in found
    assert found.index(">F-2<") < found.index(">F-1<") < found.index(">F-3<")
    due = ruled.ctx.today() - timedelta(days=85)
    week = next(day for kind, day in _due(ruled) if kind == "F-3").isocalendar().week
    assert f"Uge {week} · " in found
    assert f"3 måneder fra <span style=\\'white-space:nowrap\\'>{due:%d-%m-%Y}" in found.replace(
        '"', "\\'"
    )
    assert "Aftal dag: F-1, 1. opfølgning" in found
    assert "Statusrapport" not in found
    assert not app.exception


@pytest.mark.parametrize(
    ("rule", "offered"), [(Report.NOT_STATED, True), (Report.YES, True), (Report.NO, False)]
)
def test_a_report_is_offered_unless_the_service_says_no(
    open_app: Open, app_site: Site, rule: Report, offered: bool
) -> None:
    states(app_site, Frame(follow_up=FollowUpRule(3, 6), report=rule))
    made = family(app_site, "F-1", 85)
    (meeting,) = of(app_site, made).coming
    on = app_site.ctx.today() + timedelta(days=5)
    meetings.agree(app_site.ctx, app_site.practitioner, meeting.meeting_id, on)
    found = shown(opened(open_app("practitioner")))
    assert (f"report:{made.family_id}:{made.episode_id}" in found) is offered
    why = "Indsatsens beskrivelse siger, at der ikke skrives statusrapport."
    assert (why in found) is not offered


def _due(site: Site) -> list[tuple[str, date]]:
    query = "SELECT case_number, due_on FROM meeting JOIN family USING (family_id)"
    return [(case, day) for case, day in ask(site.ctx, query)]


def test_a_leader_sees_the_team_and_can_ask_for_one_persons(open_app: Open, ruled: Site) -> None:
    family(ruled, "F-1", 100)
    family(ruled, "F-2", 100, ruled.actors["colleague"])
    app = opened(open_app("leader"))
    assert "To opfølgninger er over tiden" in shown(app)
    app.selectbox(key="followups_practitioner").set_value("Colleague").run()
    assert ">F-2<" in shown(app)
    assert ">F-1<" not in shown(app)
    assert "Én opfølgning er over tiden" in shown(app)
    assert not app.exception


def test_a_month_with_its_weeks_and_week_days(open_app: Open, ruled: Site) -> None:
    made = family(ruled, "F-1", 10)
    (meeting,) = of(ruled, made).coming
    today = ruled.ctx.today()
    meetings.agree(ruled.ctx, ruled.practitioner, meeting.meeting_id, today, "14.30")
    app = opened(open_app("practitioner"))
    app.button_group(key="followups_view").set_value("month").run()
    found = shown(app)
    assert words.month_title(today) in found
    assert '<th scope="col">man</th>' in found
    assert "14.30 1. opfølgning" in found
    assert "fit-today" in found
    assert not app.exception


def test_a_long_list_comes_in_parts(open_app: Open, ruled: Site) -> None:
    for number in range(41):
        family(ruled, f"N-{number}", 100)
    app = opened(open_app("practitioner"))
    assert shown(app).count('"family:') == 40
    next(one for one in app.button if one.label == "Vis 1 møde mere").click().run()
    assert shown(app).count('"family:') == 41


def test_a_first_only_asks_for_the_rhythm(open_app: Open, app_site: Site) -> None:
    states(app_site, Frame(follow_up=FollowUpRule(3)))
    made = family(app_site, "F-1", 100)
    (meeting,) = of(app_site, made).coming
    meetings.hold(app_site.ctx, app_site.practitioner, meeting.meeting_id, app_site.ctx.today())
    app = opened(open_app("practitioner"))
    assert "1 forløb mangler en rytme" in shown(app)
    assert f"task:rhythm:{made.episode_id}" in shown(app)
    assert not app.exception


def test_a_day_is_agreed_then_held_and_the_next_is_planned(open_app: Open, ruled: Site) -> None:
    made = family(ruled, "F-1", 100)
    (meeting,) = of(ruled, made).coming
    app = opened(open_app("practitioner"))
    go = f"task:meeting_agree:{meeting.meeting_id}:1"
    today = ruled.ctx.today()
    press(app, go).text_input(key="followups_day").set_value(f"{today:%d-%m-%Y}")
    app.text_input(key="followups_time").set_value("25.00")
    assert "ikke et klokkeslæt" in send(app, go).error[0].value
    app.text_input(key="followups_time").set_value("9.30")
    assert "Dagen er aftalt." in [one.value for one in send(app, go).success]
    assert "kl. 9.30" in shown(app)
    assert "Notér afholdt: F-1, 1. opfølgning" in shown(app)
    go = f"task:meeting_held:{meeting.meeting_id}:2"
    press(app, go)
    assert app.text_input(key="followups_day").value == f"{today:%d-%m-%Y}"
    assert "Mødet er noteret som afholdt." in [one.value for one in send(app, go).success]
    assert [one.sequence for one in of(ruled, made).coming] == [2]


def test_the_second_person_is_told_who_was_first(open_app: Open, ruled: Site) -> None:
    made = family(ruled, "F-1", 100)
    (meeting,) = of(ruled, made).coming
    app = opened(open_app("practitioner"))
    go = f"task:meeting_drop:{meeting.meeting_id}:1"
    press(app, go).text_input(key="followups_why").set_value("Aflyst")
    on = ruled.ctx.today() + timedelta(days=3)
    meetings.agree(ruled.ctx, ruled.leader, meeting.meeting_id, on)
    assert "Leader ændrede mødet lige før dig" in send(app, go).error[0].value
    assert [one.planned_on for one in of(ruled, made).coming] == [on]


def test_the_rhythm_is_decided_with_its_reason(open_app: Open, ruled: Site) -> None:
    made = family(ruled, "F-1", 100)
    app = opened(open_app("practitioner"))
    go = f"task:rhythm:{made.episode_id}"
    press(app, go).text_input(key="followups_months").set_value("fire")
    assert "helt tal" in send(app, go).error[0].value
    app.text_input(key="followups_months").set_value("4")
    assert "begrundelse" in send(app, go).error[0].value
    app.text_input(key="followups_reason").set_value("Aftalt på mødet")
    assert "Rytmen er besluttet." in [one.value for one in send(app, go).success]
    found = of(ruled, made).rhythm
    assert found is not None
    assert found.months == 4


def test_the_familys_card(ruled: Site) -> None:
    made = family(ruled, "F-1", 100)
    data = of(ruled, made)
    html = family_meetings.part(data)
    assert "1. opfølgning" in html
    assert "over tiden" in html
    assert f"task:meeting_held:{data.coming[0].meeting_id}:1" in html
    reason = "Aftalt <b>med</b> familien"
    meetings.decide_rhythm(ruled.ctx, ruled.practitioner, made.episode_id, 2, reason)
    html = family_meetings.part(of(ruled, made))
    assert "Hver 2. måned" in html
    assert "&lt;b&gt;" in html


def test_before_the_meeting_comes_the_report(open_app: Open, ruled: Site) -> None:
    made = family(ruled, "F-1", 85)
    (meeting,) = of(ruled, made).coming
    on = ruled.ctx.today() + timedelta(days=4)
    meetings.agree(ruled.ctx, ruled.practitioner, meeting.meeting_id, on)
    app = opened(open_app("practitioner"))
    assert "Statusrapport: F-1, 1. opfølgning" in shown(app)
    app.session_state[state_keys.FOLLOWUPS_PRESSED] = f"report:{made.family_id}:{made.episode_id}"
    app.run()
    assert app.session_state[state_keys.FAMILY] == made.family_id
    assert app.session_state[state_keys.EPISODE] == made.episode_id


@dataclass(frozen=True)
class Row:
    """What the title looks at."""

    on: date
    kind: MeetingKind = MeetingKind.FOLLOW_UP

    def is_late(self, today: date) -> bool:
        return self.on < today


LATE, SOON, LATER = Row(date(2026, 11, 21)), Row(date(2026, 12, 6)), Row(date(2026, 12, 7))
TODAY = Row(date(2026, 11, 22))
NETWORK = Row(date(2026, 11, 21), MeetingKind.NETWORK)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "Ingen opfølgninger er planlagt"),
        ([LATER], "Intet er over tiden, og intet møde ligger i de næste 14 dage"),
        ([LATE], "Én opfølgning er over tiden"),
        ([LATE, LATE, SOON], "To opfølgninger er over tiden, én kommer i de næste 14 dage"),
        ([LATE, TODAY, SOON], "Én opfølgning er over tiden, to kommer i de næste 14 dage"),
        ([SOON], "Én opfølgning kommer i de næste 14 dage"),
        ([SOON, TODAY, LATER], "To opfølgninger kommer i de næste 14 dage"),
        ([NETWORK], "Ét møde er over tiden"),
        ([NETWORK, SOON], "Ét møde er over tiden, ét kommer i de næste 14 dage"),
        ([NETWORK, LATE, SOON, SOON], "To møder er over tiden, to kommer i de næste 14 dage"),
    ],
)
def test_the_message(rows: list[MeetingRow], said: str) -> None:
    assert words.title(rows, TODAY.on) == said


@pytest.mark.parametrize(
    ("rule", "sessions", "said"),
    [
        ("start:0:2024-01-31", None, "ved starten 31-01-2024"),
        ("first:3:2024-01-31", None, "3 måneder fra 31-01-2024"),
        ("latest:3:2024-01-31", None, "senest 3 måneder fra 31-01-2024"),
        ("then:9:2024-01-31", None, "9 måneder fra 31-01-2024"),
        ("decided:1:2024-01-31", None, "1 måned fra 31-01-2024, som besluttet i sagen"),
        ("sessions:8:2024-01-31", 7, "7 af 8 samtaler er holdt"),
        ("sessions:8:2024-01-31", 9, "8 af 8 samtaler er holdt"),
        ("sessions:8:2024-01-31", None, "efter 8 samtaler"),
    ],
)
def test_what_made_it_due(rule: str, sessions: int | None, said: str) -> None:
    assert words.why(read_rule(rule), sessions) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-25", "Uge 48 · 23.–29. november"),
        ("2026-11-22", "Uge 47 · 16.–22. november · denne uge"),
        ("2026-12-01", "Uge 49 · 30. november – 6. december"),
        ("2027-01-03", "Uge 53 · 28. december – 3. januar 2027"),
        ("2024-12-30", "Uge 1 · 30. december – 5. januar 2025"),
    ],
)
def test_a_week_by_its_number_and_days(day: str, said: str) -> None:
    assert words.week(date.fromisoformat(day), date(2026, 11, 22)) == said


def test_days_months_and_times_as_they_are_said() -> None:
    assert words.when(date(2026, 11, 25), "09:30") == "Onsdag 25-11-2026 kl. 9.30"
    assert words.when(date(2026, 11, 25), "") == "Onsdag 25-11-2026"
    assert words.month_title(date(2026, 5, 1)) == "Maj 2026"
    assert shifted(date(2026, 12, 1), 1) == date(2027, 1, 1)
    assert shifted(date(2026, 1, 1), -1) == date(2025, 12, 1)
