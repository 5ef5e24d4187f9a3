"""The emergency family team's pages in the running app, from a flag to a result."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from fit_tracker.domain.responses import (
    CONVENTION,
    Decision,
    Result,
    Severity,
    Standing,
    State,
    Step,
)
from fit_tracker.services import responses
from fit_tracker.services.families import Created
from fit_tracker.services.response_figures import Days
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.emergency import figures
from fit_tracker.ui.emergency.due import due_sentence
from fit_tracker.ui.family import response as family_part
from tests.factories import Site, give, make_family

Open = Callable[..., AppTest]
QUEUE, RESPONSE = "pages/emergency/queue.py", "pages/emergency/response.py"
FAMILY = "pages/practitioner/family.py"
TODAY = date(2026, 11, 22)


def shown(app: AppTest) -> str:
    """Everything the page wrote as HTML, its own and inside components."""
    own = [element.proto.body for element in app.get("html")]
    parts = [json.loads(c.proto.json).get("html", "") for c in app.get("bidi_component")]
    return " ".join([*own, *parts])


def falling(site: Site, case_number: str = "F-1") -> Created:
    """Mother falls by more than the measurement error (6.6) at two visits running."""
    family = make_family(site, case_number=case_number)
    for ago, mother in ((60, "30"), (40, "20"), (20, "19")):
        give(site, family, site.ctx.today() - timedelta(days=ago), mother, "20")
    return family


def row_of(site: Site, case_number: str = "F-1") -> responses.QueueRow:
    emergency = site.actors["emergency"]
    rows = [
        *responses.queue(site.ctx, emergency).rows,
        *responses.queue(site.ctx, emergency, Standing.CLOSED).rows,
    ]
    return next(row for row in rows if row.case_number == case_number)


def do(site: Site, step: Callable[..., None], *given: object, by: str = "emergency") -> None:
    """A step by somebody else, past the pages."""
    row = row_of(site)
    step(site.ctx, site.actors[by], row.response_id, row.revision, *given)


def press(app: AppTest, go: str) -> AppTest:
    """A press inside a component, as the browser would send it."""
    app.session_state[state_keys.RESPONSE_PRESSED] = go
    app.run()
    assert not app.exception
    return app


def opened(open_app: Open, site: Site, name: str = "emergency") -> AppTest:
    app = open_app(name)
    app.session_state[state_keys.RESPONSE] = row_of(site).response_id
    app.switch_page(RESPONSE).run()
    assert not app.exception
    assert not app.error
    return app


def form(app: AppTest, site: Site, step: Step) -> AppTest:
    return press(app, f"step:{step.value}:{row_of(site).revision}")


def send(app: AppTest, site: Site, step: Step) -> AppTest:
    """Send the open form: AppTest knows no dialogs, so the page opens it once more."""
    app.session_state[state_keys.RESPONSE_PRESSED] = f"step:{step.value}:{row_of(site).revision}"
    button = next(one for one in app.button if one.proto.is_form_submitter)
    button.click().run()
    assert not app.exception
    return app


def primary(app: AppTest) -> str:
    """The one button that calls out loud."""
    found = shown(app).split('class="fit-button fit-primary"')[1:]
    assert len(found) == 1
    return found[0].partition(">")[2].partition("<")[0]


def made(**given: object) -> responses.Figures:
    known: dict[str, object] = {
        "open": 0, "without_owner": 0, "overdue": 0, "n_closed": 0, "right": 0,
        "days_to_contact": Days(None, 0), "days_to_decision": Days(None, 0), "by_code": {},
    }  # fmt: skip
    return responses.Figures(**(known | given))  # type: ignore[arg-type]


# The queue


@pytest.mark.parametrize(
    ("waiting", "late", "all_open", "message"),
    [
        (0, 0, 0, "Ingen familier venter på handling"),
        (0, 0, 3, "Alle har en ejer, og ingen er over fristen"),
        (1, 0, 1, "Én familie venter på en ejer"),
        (0, 1, 2, "Én familie er over fristen"),
        (0, 2, 2, "To familier er over fristen"),
        (1, 1, 4, "Én familie venter på en ejer, én er over fristen"),
        (3, 2, 9, "Tre familier venter på en ejer, to er over fristen"),
        (14, 13, 20, "14 familier venter på en ejer, 13 er over fristen"),
    ],
)
def test_the_title_is_the_message(waiting: int, late: int, all_open: int, message: str) -> None:
    assert figures.title(made(open=all_open, without_owner=waiting, overdue=late)) == message


@pytest.mark.parametrize(
    ("n", "right", "said"),
    [
        (4, 4, None),
        (5, 5, "100 % af flagene var rigtige (5 af 5 afsluttede)"),
        (5, 0, "0 % af flagene var rigtige (0 af 5 afsluttede)"),
        (8, 5, "62 % af flagene var rigtige (5 af 8 afsluttede)"),
        (300, 299, "99 % af flagene var rigtige (299 af 300 afsluttede)"),
    ],
)
def test_a_share_of_fewer_than_five_is_not_shown(n: int, right: int, said: str | None) -> None:
    """5 of 8 is 62.5 %, rounded to the even 62; 299 of 300 is 99.67 %, which is not all."""
    found = figures.caption(made(n_closed=n, right=right))
    assert ("rigtige" in found) is (said is not None)
    assert said is None or said in found


def test_how_soon_somebody_came_stands_with_its_n() -> None:
    found = made(days_to_contact=Days(Decimal("1.5"), 20), days_to_decision=Days(Decimal(1), 3))
    assert figures.caption(found) == (
        "Fra flag til første kontakt: 1,5 dage i median (de 20 seneste)"
    )
    assert "1 dag<" in figures.numbers(found)
    assert "median af de 3 seneste" in figures.numbers(found)
    assert "–" in figures.numbers(made())


class At:
    """What of a response says when it is due."""

    def __init__(self, state: State, ahead: int, decided: bool = False) -> None:
        self.state, self.due_on = state, TODAY + timedelta(days=ahead)
        self.raised_on = self.closed_on = TODAY
        self.decided_on = TODAY if decided else None
        self.standing = Standing.OVERDUE if ahead < 0 else Standing(state.value)
        if state is State.CLOSED:
            self.standing = Standing.CLOSED


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (At(State.NEW, 1), "tages senest i morgen"),
        (At(State.NEW, 0), "tages senest i dag"),
        (At(State.NEW, -1), "skulle være taget i går"),
        (At(State.TAKEN, 2), "beslutning senest 24-11-2026"),
        (At(State.TAKEN, -2), "skulle være besluttet 20-11-2026"),
        (At(State.TAKEN, 14, decided=True), "følges op senest 06-12-2026"),
        (At(State.TAKEN, -2, decided=True), "skulle være fulgt op 20-11-2026"),
        (At(State.WAITING, 8, decided=True), "ses igen 30-11-2026"),
        (At(State.WAITING, -1, decided=True), "skulle være set igen i går"),
        (At(State.CLOSED, -9), "afsluttet 22-11-2026"),
    ],
)
def test_what_is_due_is_said_in_words(at: At, said: str) -> None:
    assert due_sentence(at, TODAY) == said


def test_a_flag_stands_in_the_queue_at_once(open_app: Open, app_site: Site) -> None:
    app = open_app("emergency")
    assert "Ingen familier venter på handling" in shown(app)
    falling(app_site)
    found = shown(app.run())
    assert "Én familie venter på en ejer" in found
    assert "Mors trivsel er faldet mere end målefejlen ved to målinger i træk." in found
    assert "Nord · Familiebehandling" in found
    assert "Haster: tages senest i morgen" in found
    assert "færre end fem sager med sådan et flag er afsluttet" in found
    assert primary(app) == "Tag den"
    assert not app.exception


def test_taking_it_opens_it_with_an_owner(open_app: Open, app_site: Site) -> None:
    falling(app_site)
    row = row_of(app_site)
    app = press(open_app("emergency"), f"take:{row.response_id}:{row.revision}")
    assert "F-1: kontakt familien" in shown(app)
    assert [one.value for one in app.success] == [
        "Du er nu ejer. Næste skridt er at kontakte familien."
    ]
    assert row_of(app_site).owner_name == "Emergency"


def test_what_is_so_now_is_told_from_the_day_of_the_flag(open_app: Open, app_site: Site) -> None:
    """Only where both stand on one page."""
    family = falling(app_site)
    app = opened(open_app, app_site)
    assert "Nu: Mors trivsel er faldet" in shown(app)
    app.session_state[state_keys.FAMILY] = family.family_id
    assert "Nu: " not in shown(app.switch_page(FAMILY).run())


def test_the_second_is_told_who_was_first(open_app: Open, app_site: Site) -> None:
    """Both have the same queue on the screen; one press comes later than the other."""
    falling(app_site)
    seen = row_of(app_site)
    first, second = open_app("leader"), open_app("emergency")
    first.switch_page(QUEUE).run()
    go = f"take:{seen.response_id}:{seen.revision}"
    press(first, go)
    press(second, go)
    assert [one.value.partition(" kl. ")[0] for one in second.warning] == ["Leader tog den"]
    assert "Ejer: Leader" in shown(second)
    assert row_of(app_site).revision == seen.revision + 1
    assert not second.run().warning


def test_the_filter_shows_one_standing(open_app: Open, app_site: Site) -> None:
    falling(app_site, "F-1")
    do(app_site, responses.take)
    falling(app_site, "F-2")
    app = open_app("emergency")
    assert ">F-1<" in shown(app)
    assert ">F-2<" in shown(app)
    app.button_group(key="emergency_which").set_value("taken").run()
    assert ">F-1<" in shown(app)
    assert ">F-2<" not in shown(app)
    app.button_group(key="emergency_which").set_value("waiting").run()
    assert "Ingen sager her lige nu." in shown(app)


def test_what_is_closed_keeps_only_its_result(open_app: Open, app_site: Site) -> None:
    """The emergency team's access ends with the response; the leader's does not."""
    falling(app_site)
    do(app_site, responses.take)
    do(app_site, responses.close, Result.BACK_ON_TRACK)
    emergency, leader = open_app("emergency"), open_app("leader")
    for app in (emergency, leader):
        app.switch_page(QUEUE).run()
        assert ">F-1<" not in shown(app)
        app.button_group(key="emergency_which").set_value("closed").run()
        assert "Tilbage på sporet" in shown(app)
    assert "Se familien" not in shown(emergency)
    assert "Mor, far" not in shown(emergency)
    assert "Se familien" in shown(leader)
    shown_alone = opened(open_app, app_site)
    assert "F-1: afsluttet, tilbage på sporet" in shown(shown_alone)
    assert not shown_alone.get("plotly_chart")


def test_from_a_card_to_the_family(open_app: Open, app_site: Site) -> None:
    family = falling(app_site)
    app = press(open_app("emergency"), f"family:{family.family_id}")
    assert app.session_state[state_keys.FAMILY] == family.family_id
    assert "F-1 · Familiebehandling" in shown(app)


# One response


def test_without_a_choice_the_page_says_what_to_do(open_app: Open, app_site: Site) -> None:
    app = open_app("emergency")
    app.switch_page(RESPONSE).run()
    assert app.button(key="emergency_to_queue").label == "Til køen"
    assert not app.exception


def test_the_one_thing_to_do_follows_the_state(open_app: Open, app_site: Site) -> None:
    falling(app_site)
    app = opened(open_app, app_site)
    assert "F-1: ingen har taget den endnu" in shown(app)
    assert primary(app) == "Tag den"
    assert len(app.get("plotly_chart")) == 1
    tomorrow = app_site.ctx.today() + timedelta(days=1)
    for step, given, title, button in (
        (responses.take, (), "F-1: kontakt familien", "Notér kontakt"),
        (responses.contact, (app_site.ctx.today(),), "F-1: der mangler en beslutning", "Beslut"),
        (
            responses.decide,
            ([Decision.SUPERVISION], "", None),
            "F-1: se, om beslutningen hjælper",
            "Se igen senere",
        ),
        (responses.look_again, (tomorrow,), "F-1: ses igen i morgen", "Afslut"),
    ):
        do(app_site, step, *given)
        app.run()
        assert title in shown(app)
        assert primary(app) == button
    do(app_site, responses.close, Result.HELP_CHANGED)
    assert "F-1: afsluttet, hjælpen er ændret" in shown(app.run())
    assert "fit-primary" not in shown(app)


def test_from_contact_to_a_result_in_forms(open_app: Open, app_site: Site) -> None:
    falling(app_site)
    do(app_site, responses.take)
    app = form(opened(open_app, app_site), app_site, Step.CONTACT)
    send(app, app_site, Step.CONTACT)
    assert row_of(app_site).contacted_on == app_site.ctx.today()
    form(app, app_site, Step.DECIDE)
    app.checkbox(key="emergency_decision_raise_intensity").set_value(True)
    app.checkbox(key="emergency_decision_network_meeting").set_value(True)
    app.text_input(key="emergency_hours").set_value("6,5")
    app.text_area(key="emergency_text").set_value("Skolen kommer med.")
    send(app, app_site, Step.DECIDE)
    found = shown(app)
    assert "besluttede: mere intensiv hjælp, netværksmøde." in found
    assert "Skolen kommer med." in found
    assert "6,5\N{NO-BREAK SPACE}t.\N{NO-BREAK SPACE}om\N{NO-BREAK SPACE}ugen" in found
    form(app, app_site, Step.CLOSE)
    app.radio(key="emergency_result").set_value(Result.FALSE_ALARM)
    send(app, app_site, Step.CLOSE)
    assert [one.value for one in app.error] == ["Feltet «Hvorfor?» mangler."]
    assert row_of(app_site).state is State.TAKEN
    form(app, app_site, Step.CLOSE)
    app.radio(key="emergency_result").set_value(Result.FALSE_ALARM)
    app.text_area(key="emergency_text").set_value("En dårlig dag, ikke mere.")
    send(app, app_site, Step.CLOSE)
    assert row_of(app_site).result is Result.FALSE_ALARM
    assert not app.error


def test_hours_belong_to_more_intensive_help(open_app: Open, app_site: Site) -> None:
    falling(app_site)
    do(app_site, responses.take)
    app = form(opened(open_app, app_site), app_site, Step.DECIDE)
    app.checkbox(key="emergency_decision_supervision").set_value(True)
    app.text_input(key="emergency_hours").set_value("6")
    send(app, app_site, Step.DECIDE)
    assert app.error[0].value.startswith("Timer om ugen hører til «Mere intensiv hjælp».")
    assert row_of(app_site).decided_on is None


@pytest.mark.parametrize("step", [Step.HAND_ON, Step.CLOSE])
def test_a_form_without_a_choice_says_what_is_missing(
    open_app: Open, app_site: Site, step: Step
) -> None:
    falling(app_site)
    do(app_site, responses.take)
    before = row_of(app_site)
    app = form(opened(open_app, app_site), app_site, step)
    send(app, app_site, step)
    assert app.error[0].value.startswith("Vælg, hv")
    assert row_of(app_site) == before


def test_the_other_steps_in_forms(open_app: Open, app_site: Site) -> None:
    falling(app_site)
    do(app_site, responses.take)
    today, app = app_site.ctx.today(), opened(open_app, app_site)
    form(app, app_site, Step.FAMILY_WORDS)
    app.text_area(key="emergency_text").set_value("Aftenerne er værst.")
    send(app, app_site, Step.FAMILY_WORDS)
    assert "Aftenerne er værst." in shown(app)
    form(app, app_site, Step.SET_DEADLINE)
    app.text_input(key="emergency_day").set_value(f"{today + timedelta(days=2):%d-%m-%Y}")
    app.text_area(key="emergency_why").set_value("Mor er bortrejst.")
    send(app, app_site, Step.SET_DEADLINE)
    assert row_of(app_site).due_on == today + timedelta(days=2)
    form(app, app_site, Step.LOOK_AGAIN)
    send(app, app_site, Step.LOOK_AGAIN)
    assert row_of(app_site).state is State.WAITING
    form(app, app_site, Step.RESUME)
    assert row_of(app_site).state is State.TAKEN
    form(app, app_site, Step.HAND_ON)
    app.selectbox(key="emergency_owner").set_value(app_site.leader.user_id)
    send(app, app_site, Step.HAND_ON)
    assert row_of(app_site).owner_name == "Leader"
    assert "Emergency gav den til Leader, som nu ejer den." in shown(app)
    form(app, app_site, Step.GIVE_BACK)
    app.text_area(key="emergency_why").set_value("Jeg går på ferie.")
    send(app, app_site, Step.GIVE_BACK)
    assert row_of(app_site).state is State.NEW
    assert row_of(app_site).owner_name is None


def test_a_form_is_not_opened_for_what_has_changed(open_app: Open, app_site: Site) -> None:
    falling(app_site)
    do(app_site, responses.take)
    app, seen = opened(open_app, app_site), row_of(app_site).revision
    do(app_site, responses.decide, [Decision.SUPERVISION], "", None, by="leader")
    press(app, f"step:decide:{seen}")
    assert "Leader besluttede: supervision." in app.warning[0].value
    assert not [one for one in app.button if one.proto.is_form_submitter]


def test_a_persons_words_are_words(open_app: Open, app_site: Site) -> None:
    falling(app_site)
    do(app_site, responses.take)
    do(app_site, responses.family_words, "<b onclick=x>fed</b>")
    found = shown(opened(open_app, app_site))
    assert "&lt;b onclick=x&gt;fed" in found
    assert "<b onclick" not in found


def test_from_flag_to_figures(open_app: Open, app_site: Site) -> None:
    """Off track, in the queue at once, taken, contacted, decided, more hours, back on track,
    closed: and only the fifth closing makes a share."""
    today = app_site.ctx.today()
    for case in ("F-2", "F-3", "F-4", "F-5"):
        falling(app_site, case)
        for step, given in (
            (responses.take, ()),
            (responses.close, (Result.FALSE_ALARM, "En dårlig dag.")),
        ):
            row = row_of(app_site, case)
            step(app_site.ctx, app_site.leader, row.response_id, row.revision, *given)
    app = open_app("emergency")
    assert "af flagene var rigtige" not in shown(app)
    family = falling(app_site, "F-1")
    assert "Én familie venter på en ejer" in shown(app.run())
    row = row_of(app_site)
    press(app, f"take:{row.response_id}:{row.revision}")
    send(form(app, app_site, Step.CONTACT), app_site, Step.CONTACT)
    form(app, app_site, Step.DECIDE)
    app.checkbox(key="emergency_decision_raise_intensity").set_value(True)
    app.text_input(key="emergency_hours").set_value("8")
    send(app, app_site, Step.DECIDE)
    assert row_of(app_site).weekly_hours == Decimal(8)
    for ago in (10, 5, 0):
        give(app_site, family, today - timedelta(days=ago), "36", "36", "36")
    assert "Reglerne beder ikke længere om en samtale om forløbet." in shown(app.run())
    form(app, app_site, Step.CLOSE)
    app.radio(key="emergency_result").set_value(Result.BACK_ON_TRACK)
    send(app, app_site, Step.CLOSE)
    app.switch_page(QUEUE).run()
    found = shown(app)
    assert "Ingen familier venter på handling" in found
    assert "20 % af flagene var rigtige (1 af 5 afsluttede)" in found
    assert "Fra flag til første kontakt: samme dag (den seneste)" in found


# Acute entries, deadlines, and the family's own page


def test_a_leader_brings_a_family_in(open_app: Open, app_site: Site) -> None:
    family = make_family(app_site)
    assert "emergency_acute_open" not in [b.key for b in open_app("emergency").button]
    app = open_app("leader")
    app.switch_page(QUEUE).run()
    app.button(key="emergency_acute_open").click().run()
    app.text_input(key="emergency_search").set_value("F-1")
    app.button(key="emergency_acute_open").click().run()
    assert app.radio(key="emergency_family_alone").value == family.family_id
    app.text_area(key="emergency_why").set_value("Vold i hjemmet")
    app.text_input(key="emergency_agreed").set_value("faglig leder")
    button = next(one for one in app.button if one.proto.is_form_submitter)
    app.button(key="emergency_acute_open").set_value(True)
    button.click().run()
    assert not app.exception
    assert not app.error
    row = row_of(app_site)
    assert (row.severity, row.why, row.agreed_with) == (
        Severity.ACUTE, "Vold i hjemmet", "faglig leder",
    )  # fmt: skip
    assert "Akut: Vold i hjemmet" in shown(app)
    assert "Aftalt med: faglig leder" in shown(app)


def test_the_deadlines_are_the_sites_own(open_app: Open, app_site: Site) -> None:
    app = open_app("leader")
    app.switch_page(QUEUE).run()
    app.button(key="emergency_deadlines_open").click().run()
    assert app.number_input(key="emergency_days_take_high").value == 1
    app.number_input(key="emergency_days_take_ordinary").set_value(5)
    button = next(one for one in app.button if one.proto.is_form_submitter)
    app.button(key="emergency_deadlines_open").set_value(True)
    button.click().run()
    now = responses.deadlines(app_site.ctx, app_site.leader)
    assert now.take == {**CONVENTION.take, Severity.ORDINARY: 5}
    assert (now.decide, now.follow) == (CONVENTION.decide, CONVENTION.follow)


def part(site: Site, family: Created, *, opens: bool = False) -> str:
    ctx = context()
    found = ctx.database.in_transaction(
        lambda unit: responses.of_episode(ctx, unit, family.episode_id)
    )
    return family_part.part(found, site.ctx.today(), opens=opens)


def test_the_familys_page_tells_what_is_done(app_site: Site) -> None:
    family = falling(app_site)
    assert "Ingen ejer endnu · tages senest i morgen" in part(app_site, family)
    do(app_site, responses.take)
    do(app_site, responses.decide, [Decision.SAFETY_PLAN], "Aftalt med begge.", None)
    do(app_site, responses.family_words, "Det hjælper.", by="practitioner")
    found = part(app_site, family)
    assert "Ejer: Emergency" in found
    assert f"Besluttet {app_site.ctx.today():%d-%m-%Y}: sikkerhedsplan." in found
    assert "Det hjælper." in found
    assert "task:response_words:" in found
    assert "go:response:" not in found
    assert "go:response:" in part(app_site, family, opens=True)
    do(app_site, responses.close, Result.FALSE_ALARM, "En dårlig dag.")
    closed = part(app_site, family)
    assert "falsk alarm" in closed
    assert "En dårlig dag." in closed
    assert "task:response_words:" not in closed


def test_a_family_without_a_flag_has_no_such_card(app_site: Site) -> None:
    assert part(app_site, make_family(app_site)) == ""
