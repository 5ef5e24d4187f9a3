"""The review in the running app: prepared by one, read by the others, and nobody in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from fit_tracker.domain.reviews import DecisionState, Period, ReviewState
from fit_tracker.services import (
    review_compute,
    review_decisions,
    review_notes,
    review_periods,
    review_read,
    review_series,
)
from fit_tracker.services.review_decisions import NewDecision
from fit_tracker.services.review_series import NewSeries
from fit_tracker.ui import state_keys
from fit_tracker.ui.review.making import OWN
from tests.factories import Site, ask, make_family, make_finished, trail

Open = Callable[..., AppTest]
STEERING, PROJECT = "pages/steering/review.py", "pages/project/reviews.py"
NAME = "Hele afdelingen"


def shown(app: AppTest) -> str:
    """All that the page says, its figures included."""
    own = [element.proto.body for element in app.get("html")]
    figures = [element.proto.spec for element in app.get("plotly_chart")]
    parts = [str(json.loads(c.proto.json)) for c in app.get("bidi_component")]
    said = [one.value for one in (*app.info, *app.success, *app.warning, *app.error, *app.caption)]
    return " ".join([*own, *figures, *parts, *said])


def page(open_app: Open, who: str, path: str, **state: object) -> AppTest:
    app = open_app(who)
    for key, value in state.items():
        app.session_state[getattr(state_keys, key)] = value
    app.switch_page(path).run()
    assert not app.exception
    return app


def pressed(app: AppTest, label: str) -> AppTest:
    app = next(one for one in app.button if one.label == label).click().run()
    assert not app.exception
    return app


def opened(app: AppTest, task: str) -> AppTest:
    """Open a form. AppTest knows no dialogs, so the page opens it at each run."""
    app.session_state[state_keys.REVIEW_TASK] = task
    app.run()
    assert not app.exception
    return app


def sent(app: AppTest, task: str, label: str = "Gem") -> AppTest:
    app.session_state[state_keys.REVIEW_TASK] = task
    return pressed(app, label)


def field(app: AppTest, label: str, text: str) -> None:
    found = [one for one in (*app.text_input, *app.text_area) if one.label == label]
    found[-1].set_value(text)


def lately(site: Site) -> Period:
    """A hundred days up to yesterday."""
    yesterday = site.ctx.today() - timedelta(days=1)
    return review_periods.own(yesterday - timedelta(days=99), yesterday)


def make_series(site: Site, name: str = NAME) -> UUID:
    return review_series.create(site.ctx, site.actors["project"], NewSeries(name))


def make_draft(site: Site, series_id: UUID | None = None, period: Period | None = None) -> UUID:
    ctx, actor = site.ctx, site.actors["project"]
    series_id = series_id or make_series(site)
    return review_compute.compute(ctx, actor, series_id, period or lately(site)).review_id


def make_released(site: Site, series_id: UUID | None = None, period: Period | None = None) -> UUID:
    review_id = make_draft(site, series_id, period)
    review_compute.release(site.ctx, site.actors["project"], review_id)
    return review_id


def state_of(site: Site, review_id: UUID) -> ReviewState:
    return review_read.open(site.ctx, site.actors["project"], review_id).state


# The steering group's room.


@pytest.mark.parametrize("who", ["steering", "project", "leader"])
def test_the_room_is_honest_about_being_empty(open_app: Open, app_site: Site, who: str) -> None:
    make_family(app_site, case_number="F-1")
    found = shown(page(open_app, who, STEERING))
    assert "Der er ingen gennemgang klar endnu" in found
    assert "antal under 5 vises ikke" in found
    assert "F-1" not in found


def test_a_draft_is_for_the_one_who_prepares_it(open_app: Open, app_site: Site) -> None:
    draft = make_draft(app_site)
    found = shown(page(open_app, "steering", STEERING, REVIEW=draft))
    assert "Der er ingen gennemgang klar endnu" in found
    assert NAME not in found


def test_an_old_choice_of_a_draft_opens_what_was_released(open_app: Open, app_site: Site) -> None:
    series_id = make_series(app_site)
    released = make_released(app_site, series_id)
    hidden = make_draft(app_site, make_series(app_site, "Kladden"))
    app = page(open_app, "steering", STEERING, REVIEW=hidden)
    assert NAME in shown(app)
    assert "Kladden" not in shown(app)
    assert trail(app_site.ctx, "review_opened")[-1][2] == str(released)


@pytest.fixture
def busy(app_site: Site) -> Site:
    """Forty finished courses of a mother and a child, and one family by hand."""
    make_finished(app_site, 40)
    make_family(app_site, case_number="F-4711")
    return app_site


def test_the_newest_review_opens_without_anybody_in_it(open_app: Open, busy: Site) -> None:
    make_released(busy)
    app = page(open_app, "steering", STEERING)
    found = shown(app)
    assert "gik mere frem end målefejlen" in found
    assert "Ingen kontrolgruppe" in found
    assert "Vis tallene" in found
    assert app.get("plotly_chart")
    known = ask(busy.ctx, "SELECT case_number FROM family")
    for (case_number,) in known:
        assert case_number not in found
    names = ask(busy.ctx, "SELECT display_name FROM app_user WHERE username <> 'steering'")
    for (name,) in names:
        assert f">{name}<" not in found
    ids = ask(busy.ctx, "SELECT family_id FROM family UNION SELECT member_id FROM member")
    assert not any(str(one) in found for (one,) in ids)


def test_downloads_are_offered_and_made_only_when_asked_for(open_app: Open, busy: Site) -> None:
    make_released(busy)
    app = page(open_app, "steering", STEERING)
    labels = [one.proto.label for one in app.get("download_button")]
    assert labels == ["Hent PDF", "Hent PowerPoint"]
    assert trail(busy.ctx, "review_taken_out") == []


def test_an_earlier_review_can_be_chosen(open_app: Open, app_site: Site) -> None:
    series_id = make_series(app_site)
    end = lately(app_site).first_day - timedelta(days=1)
    earlier = make_released(app_site, series_id, review_periods.own(end - timedelta(days=99), end))
    newest = make_released(app_site, series_id)
    app = page(open_app, "steering", STEERING)
    (choice,) = app.selectbox
    assert choice.value == newest
    choice.set_value(earlier).run()
    assert not app.exception
    assert f"{end:%d-%m-%Y}" in shown(app)
    assert app.selectbox[0].value == earlier


def test_presenting_shows_the_message_then_a_part_at_a_time(open_app: Open, busy: Site) -> None:
    make_released(busy)
    app = page(open_app, "steering", STEERING)
    whole = len(app.get("plotly_chart"))
    message = shown(app).partition("</h1>")[0]
    app = pressed(app, "Vis på storskærm")
    assert shown(app).partition("</h1>")[0] == message
    assert app.get("plotly_chart") == []
    assert [one.label for one in app.button if one.label == "Vis på storskærm"] == []
    app.session_state[state_keys.REVIEW_SLIDE] = 1
    app.run()
    assert "Hvad tallene bygger på" in shown(app)
    assert len(app.get("plotly_chart")) < whole
    # A page that is no longer there, after a shorter version, is the last one.
    app.session_state[state_keys.REVIEW_SLIDE] = 999
    app.run()
    assert not app.exception
    assert "Sådan er tallene gjort op" in shown(app)


# The project leader's room.


def test_the_first_thing_to_do_is_a_series(open_app: Open, app_site: Site) -> None:
    app = page(open_app, "project", PROJECT)
    assert "Begynd med en møderække" in shown(app)
    opened(app, "new")
    field(app, "Navn", NAME)
    sent(app, "new", "Opret møderækken")
    (one,) = review_series.all_series(app_site.ctx, app_site.actors["project"])
    assert (one.name, one.cadence.per_year, one.team_ids) == (NAME, 4, ())
    assert "Lav en gennemgang" in [e.value for e in app.subheader]
    assert "Alle teams · alle indsatser · 4 møder om året" in shown(app)


def test_a_number_of_meetings_that_is_none_is_refused(open_app: Open, app_site: Site) -> None:
    app = page(open_app, "project", PROJECT)
    opened(app, "new")
    field(app, "Navn", NAME)
    field(app, "Antal møder", "fire")
    sent(app, "new", "Opret møderækken")
    assert [e.value for e in app.error] == ["Skriv antallet af møder som et helt tal."]
    assert review_series.all_series(app_site.ctx, app_site.actors["project"]) == []


def test_computing_opens_the_draft_as_it_will_look(open_app: Open, busy: Site) -> None:
    app = page(open_app, "project", PROJECT, REVIEW_SERIES=make_series(busy))
    next(one for one in app.selectbox if one.label == "Periode").set_value(OWN).run()
    period = lately(busy)
    field(app, "Fra og med", f"{period.first_day:%d-%m-%Y}")
    field(app, "Til og med", f"{period.last_day:%d-%m-%Y}")
    app = pressed(app, "Beregn")
    found = shown(app)
    assert "Tallene er låst som version 1." in found
    assert "Kladde: sådan vil styregruppen se den." in found
    # What the numbers rest on stands before them.
    assert found.index("Hvad tallene bygger på") < found.index("Hvor startede de, og hvor er de nu")
    (made,) = review_read.prepared(busy.ctx, busy.actors["project"])
    assert (made.state, made.period) == (ReviewState.DRAFT, period)


def test_the_same_data_are_not_a_new_version(open_app: Open, app_site: Site) -> None:
    series_id = make_series(app_site)
    make_draft(app_site, series_id)
    app = page(open_app, "project", PROJECT, REVIEW_SERIES=series_id)
    next(one for one in app.selectbox if one.label == "Periode").set_value(OWN).run()
    period = lately(app_site)
    field(app, "Fra og med", f"{period.first_day:%d-%m-%Y}")
    field(app, "Til og med", f"{period.last_day:%d-%m-%Y}")
    assert "Data er de samme som i version 1" in shown(pressed(app, "Beregn"))


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("i går", "01-01-2026", "«i går» er ikke en dato."),
        ("01-01-2026", "05-01-2026", "En periode er mindst 28 dage."),
        ("01-01-2026", "01-01-2126", "Perioden slutter først 01-01-2126."),
    ],
)
def test_days_that_are_no_period_are_refused_in_words(
    open_app: Open, app_site: Site, first: str, last: str, told: str
) -> None:
    app = page(open_app, "project", PROJECT, REVIEW_SERIES=make_series(app_site))
    next(one for one in app.selectbox if one.label == "Periode").set_value(OWN).run()
    field(app, "Fra og med", first)
    field(app, "Til og med", last)
    assert told in shown(pressed(app, "Beregn"))
    assert review_read.prepared(app_site.ctx, app_site.actors["project"]) == []


def test_a_note_stands_beside_its_part_for_everybody(open_app: Open, app_site: Site) -> None:
    draft = make_draft(app_site)
    app = page(open_app, "project", PROJECT, REVIEW_DRAFT=draft)
    opened(app, "note:completeness")
    field(app, "Note", "Vi mangler målinger fra sommeren.")
    sent(app, "note:completeness")
    assert "Vi mangler målinger fra sommeren." in shown(app)
    assert "Ret noten" in [one.label for one in app.button]
    review_compute.release(app_site.ctx, app_site.actors["project"], draft)
    assert "Vi mangler målinger fra sommeren." in shown(page(open_app, "steering", STEERING))


def test_a_note_written_meanwhile_is_not_written_over(open_app: Open, app_site: Site) -> None:
    draft = make_draft(app_site)
    app = page(open_app, "project", PROJECT, REVIEW_DRAFT=draft)
    opened(app, "note:families")
    field(app, "Note", "min")
    review_notes.write(app_site.ctx, app_site.actors["project"], draft, "families", "en andens", 0)
    sent(app, "note:families")
    assert "en andens" in shown(app)
    notes = review_read.open(app_site.ctx, app_site.actors["project"], draft).notes
    assert [one.body for one in notes] == ["en andens"]


def test_releasing_is_asked_about_first(open_app: Open, app_site: Site) -> None:
    draft = make_draft(app_site)
    app = page(open_app, "project", PROJECT, REVIEW_DRAFT=draft)
    opened(app, "release")
    assert state_of(app_site, draft) is ReviewState.DRAFT
    sent(app, "release", "Ja, frigiv den")
    assert state_of(app_site, draft) is ReviewState.RELEASED
    labels = [one.label for one in app.button]
    assert "Skriv en beslutning op" in labels
    assert not {"Frigiv til styregruppen", "Kassér kladden", "Skriv en note"} & set(labels)


def test_a_discarded_draft_is_read_by_nobody_else(open_app: Open, app_site: Site) -> None:
    draft = make_draft(app_site)
    app = page(open_app, "project", PROJECT, REVIEW_DRAFT=draft)
    opened(app, "discard")
    sent(app, "discard", "Ja, kassér den")
    assert "Kasseret: styregruppen har ikke set den." in shown(app)
    assert "Der er ingen gennemgang klar endnu" in shown(page(open_app, "steering", STEERING))


def test_the_message_says_what_is_due(open_app: Open, app_site: Site) -> None:
    series_id = make_series(app_site)
    offered = review_periods.offered(app_site.ctx.today())
    due = next(one for one in offered if one.kind == "quarter")
    quarter = f"{due.last_day.month // 3}. kvartal {due.last_day.year}"
    app = page(open_app, "project", PROJECT)
    assert f"{quarter} mangler en gennemgang" in shown(app)
    draft = make_draft(app_site, series_id, due)
    assert "Én kladde venter på dig" in shown(app.run())
    review_compute.release(app_site.ctx, app_site.actors["project"], draft)
    assert "Ingen gennemgang mangler lige nu" in shown(app.run())


def test_the_page_of_a_series_says_what_is_due_in_it(open_app: Open, app_site: Site) -> None:
    series_id = make_series(app_site)
    app = page(open_app, "project", PROJECT, REVIEW_SERIES=series_id)
    assert "mangler en gennemgang</h1>" in shown(app)
    make_draft(app_site, series_id)
    assert "Én kladde venter på dig</h1>" in shown(app.run())


def test_a_closed_series_makes_no_more_and_may_be_opened(open_app: Open, app_site: Site) -> None:
    app = page(open_app, "project", PROJECT, REVIEW_SERIES=make_series(app_site))
    app = pressed(app, "Luk møderækken")
    assert "Møderækken er lukket</h1>" in shown(app)
    assert "Beregn" not in [one.label for one in app.button]
    app = pressed(app, "Åbn møderækken igen")
    assert "Beregn" in [one.label for one in app.button]


# What was decided.


def test_a_decision_opens_the_next_review(open_app: Open, app_site: Site) -> None:
    series_id = make_series(app_site)
    end = lately(app_site).first_day - timedelta(days=1)
    first = make_released(app_site, series_id, review_periods.own(end - timedelta(days=99), end))
    app = page(open_app, "project", PROJECT, REVIEW_DRAFT=first)
    opened(app, "decision_add")
    field(app, "Hvad blev besluttet?", "Alle nye forløb måles")
    field(app, "Hvem sørger for det?", "MJ")
    field(app, "Senest den (kan stå åben)", "01-12-2026")
    sent(app, "decision_add")
    assert "Alle nye forløb måles" in shown(app)
    second = make_released(app_site, series_id)
    found = review_read.open(app_site.ctx, app_site.actors["steering"], second)
    assert [one.body for one in found.earlier] == ["Alle nye forløb måles"]
    told = shown(page(open_app, "steering", STEERING))
    assert told.index("Alle nye forløb måles") < told.index("Hvad tallene bygger på")
    assert "01-12-2026" in told


def decided(site: Site) -> tuple[UUID, UUID]:
    review_id = make_released(site)
    new = NewDecision("Alle nye forløb måles", "MJ", date(2026, 12, 1))
    project = site.actors["project"]
    return review_id, review_decisions.add(site.ctx, project, review_id, new)


@pytest.mark.parametrize(
    ("days", "marked", "told"), [(0, "åben", "åben, frist"), (1, "forsinket", "forsinket, frist")]
)
def test_a_decision_past_its_last_day_is_late_for_everybody(
    open_app: Open, app_site: Site, days: int, marked: str, told: str
) -> None:
    review_id, last_day = make_released(app_site), app_site.ctx.today() - timedelta(days=days)
    new = NewDecision("Alle nye forløb måles", "MJ", last_day)
    review_decisions.add(app_site.ctx, app_site.actors["project"], review_id, new)
    prepared = shown(page(open_app, "project", PROJECT, REVIEW_DRAFT=review_id))
    assert f">{marked}</span>" in prepared
    assert f"{told} " in shown(page(open_app, "steering", STEERING))


def test_a_decision_is_closed_with_what_came_of_it(open_app: Open, app_site: Site) -> None:
    review_id, decision_id = decided(app_site)
    app = page(open_app, "project", PROJECT, REVIEW_DRAFT=review_id)
    task = f"decision_close:{decision_id}"
    opened(app, task)
    sent(app, task, "Luk beslutningen")
    assert app.error
    field(app, "Hvad kom der ud af det?", "71 → 94 %")
    sent(app, task, "Luk beslutningen")
    (one,) = review_read.open(app_site.ctx, app_site.actors["project"], review_id).decisions
    assert (one.state, one.outcome) == (DecisionState.DONE, "71 → 94 %")
    assert "71 → 94 %" in shown(page(open_app, "steering", STEERING))
    app.session_state[state_keys.REVIEW_TASK] = f"decision_reopen:{decision_id}"
    app.run()
    (one,) = review_read.open(app_site.ctx, app_site.actors["project"], review_id).decisions
    assert one.state is DecisionState.OPEN


def test_a_decision_changed_meanwhile_is_not_written_over(open_app: Open, app_site: Site) -> None:
    review_id, decision_id = decided(app_site)
    app = page(open_app, "project", PROJECT, REVIEW_DRAFT=review_id)
    task = f"decision_change:{decision_id}"
    opened(app, task)
    field(app, "Hvem sørger for det?", "HK")
    sent(app, task)
    (one,) = review_read.open(app_site.ctx, app_site.actors["project"], review_id).decisions
    assert (one.owner, one.due_on, one.revision) == ("HK", date(2026, 12, 1), 2)


def test_only_the_one_who_prepares_may_write(open_app: Open, app_site: Site) -> None:
    review_id, _decision_id = decided(app_site)
    for who in ("steering", "leader"):
        labels = {one.label for one in page(open_app, who, STEERING, REVIEW=review_id).button}
        assert not {"Skriv en beslutning op", "Frigiv til styregruppen"} & labels
