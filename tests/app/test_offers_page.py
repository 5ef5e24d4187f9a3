"""Tilbud og kapacitet in the running app: its message, hours in three taps, and the dialogs."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from fit_tracker.domain.capacity import Targets
from fit_tracker.domain.offers import Attends, Due, Lives, Moment, PartOfDay, Profession, SafetyPlan
from fit_tracker.services import capacity, offer_children, offer_read, response_acute
from fit_tracker.services.families import Created
from fit_tracker.ui import state_keys
from fit_tracker.ui.family import offer
from tests.factories import Site, ask, make_family, make_offer

Open = Callable[..., AppTest]
PAGE = "pages/emergency/offers.py"


def shown(app: AppTest) -> str:
    own = [element.proto.body for element in app.get("html")]
    return " ".join([*own, *(str(json.loads(c.proto.json)) for c in app.get("bidi_component"))])


def page(open_app: Open, who: str, offer_id: UUID | None = None) -> AppTest:
    app = open_app(who)
    if offer_id is not None:
        app.session_state[state_keys.OFFER] = offer_id
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def pressed(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def opened(app: AppTest, task: str) -> AppTest:
    """Open a form. AppTest knows no dialogs, so the page opens it at each run."""
    app.session_state[state_keys.OFFER_TASK] = task
    return app.run()


def sent(app: AppTest, task: str, label: str = "Gem") -> AppTest:
    app.session_state[state_keys.OFFER_TASK] = task
    found = [one for one in app.button if one.label == label][-1].click().run()
    assert not found.exception
    return found


def pill(app: AppTest, label: str, chosen: object) -> None:
    next(one for one in app.button_group if one.label == label).set_value(chosen)


def calm(site: Site, family: Created, offer_id: UUID) -> None:
    """The child's situation at the start is written up."""
    today = site.ctx.today()
    given = (offer_children.ChildNow(family.member_ids[2], Lives.HOME, Attends.YES),)
    due = Due(Moment.START, today)
    offer_children.record(site.ctx, site.leader, offer_id, 1, due, today, given)


@pytest.mark.parametrize("who", ["emergency", "leader"])
def test_an_empty_page_says_how_an_offer_begins(open_app: Open, who: str) -> None:
    app = page(open_app, who)
    own = " hos jer" if who == "leader" else ""
    assert f"Ingen familier{own} får beredskabets tilbud lige nu" in shown(app)
    assert "Et tilbud begynder fra en åben sag" in shown(app)
    assert "intet mål sat" in shown(app)


def test_the_title_is_the_most_urgent_message(open_app: Open, app_site: Site) -> None:
    family = make_family(app_site)
    offer_id = make_offer(app_site, family)
    assert "Børnenes situation mangler i 1 familie" in shown(page(open_app, "emergency"))
    calm(app_site, family, offer_id)
    assert "Én familie får tilbuddet: 0 timer brugt i denne uge, " in shown(
        page(open_app, "emergency")
    )
    other = make_family(app_site, case_number="F-2")
    make_offer(app_site, other, safety_plan=SafetyPlan.MISSING)
    found = shown(page(open_app, "emergency"))
    assert "Én familie mangler en sikkerhedsplan" in found
    assert found.index(">F-2<") < found.index(">F-1<")


def test_another_teams_leader_sees_no_family(open_app: Open, app_site: Site) -> None:
    offer_id = make_offer(app_site, make_family(app_site))
    found = shown(page(open_app, "other_leader", offer_id))
    assert "F-1" not in found
    assert "Ingen familier hos jer får beredskabets tilbud" in found


def test_hours_in_three_taps(open_app: Open, app_site: Site) -> None:
    offer_id = make_offer(app_site, make_family(app_site))
    app = page(open_app, "emergency", offer_id)
    pressed(app, "Gem timer")
    assert [e.value for e in app.error] == ["Vælg, hvor lang tid I brugte."]
    pill(app, "Hvor lang tid?", 90)
    pill(app, "Hvornår?", PartOfDay.EVENING)
    pressed(app, "Gem timer")
    assert not app.exception
    assert "Timerne er gemt." in [one.value for one in app.success]
    rows = ask(app_site.ctx, "SELECT minutes, part_of_day, profession, worked_on FROM offer_hours")
    assert rows == [(90, "evening", "pedagogue", app_site.ctx.today())]
    # The next entry is another one, and begins empty.
    assert next(one for one in app.button_group if one.label == "Hvor lang tid?").value in (
        None,
        [],
    )
    pressed(app, "Gem timer")
    assert ask(app_site.ctx, "SELECT count(*) FROM offer_hours") == [(1,)]


def test_one_offer_shows_plan_team_and_children(open_app: Open, app_site: Site) -> None:
    family = make_family(app_site)
    offer_id = make_offer(app_site, family)
    app = page(open_app, "leader", offer_id)
    found = shown(app)
    assert "20 timer om ugen" in found
    assert "▲ Ingen nedtrapning er planlagt endnu." in found
    assert "Sikkerhedsplan findes" in found
    assert "▲ ikke skrevet op" in found
    assert "Emergency" in found
    assert app.get("plotly_chart")


def test_a_plan_with_short_notice_is_saved_and_said(open_app: Open, app_site: Site) -> None:
    offer_id = make_offer(app_site, make_family(app_site))
    app = page(open_app, "emergency", offer_id)
    opened(app, "task:plan")
    app.text_input(key="offers_plan_day").set_value(f"{app_site.ctx.today():%d-%m-%Y}")
    app.text_input(key="offers_plan_hours").set_value("12,5")
    app.text_input(key="offers_plan_why").set_value("ro om morgenen")
    sent(app, "task:plan")
    assert [one.value for one in app.success] == [
        "Planen er gemt. Ændringen sker med mindre end en dags varsel."
    ]
    assert "12,5 timer om ugen" in shown(app)


def test_the_end_asks_for_every_child(open_app: Open, app_site: Site) -> None:
    offer_id = make_offer(app_site, make_family(app_site))
    app = opened(page(open_app, "leader", offer_id), "task:end")
    sent(app, "task:end", "Afslut tilbuddet")
    assert "Svar på begge spørgsmål for hvert barn" in app.error[0].value
    child = ask(app_site.ctx, "SELECT member_id FROM member WHERE role = 'child'")[0][0]
    app.selectbox(key=f"offers_lives_{child}").set_value(Lives.HOME)
    app.selectbox(key=f"offers_attends_{child}").set_value(Attends.PARTLY)
    sent(app, "task:end", "Afslut tilbuddet")
    assert "tilbuddet sluttede" in shown(app)
    rows = ask(app_site.ctx, "SELECT moment, lives, attends FROM child_situation")
    assert rows == [("end", "home", "partly")]


def test_an_offer_is_started_from_the_list(open_app: Open, app_site: Site) -> None:
    family = make_family(app_site)
    response_acute.bring_in(app_site.ctx, app_site.leader, family.family_id, "vold", "fagleder")
    app = page(open_app, "emergency")
    opened(app, "start")
    app.session_state[state_keys.OFFER_TASK] = "start"
    app.selectbox(key="offers_start_family").set_value(family.family_id).run()
    app.text_input(key="offers_start_hours").set_value("24")
    app.selectbox(key="offers_start_family_therapist").set_value(
        app_site.actors["emergency"].user_id
    )
    app.text_input(key="offers_start_step_down").set_value("10")
    sent(app, "start", "Start tilbuddet")
    assert [e.value for e in app.error] == ["Vælg, om der er en sikkerhedsplan."]
    app.radio(key="offers_start_safety").set_value(SafetyPlan.MISSING)
    sent(app, "start", "Start tilbuddet")
    assert "F-1 mangler en sikkerhedsplan" in shown(app)
    view = offer_read.listed(app_site.ctx, app_site.leader).running[0]
    assert view.ahead is not None
    assert view.ahead.weekly_hours == Decimal("10.0")
    assert [place.profession for place in view.team] == [Profession.FAMILY_THERAPIST]


def test_capacity_against_the_leaders_targets(open_app: Open, app_site: Site) -> None:
    make_offer(app_site, make_family(app_site), started_on=app_site.ctx.today())
    today = app_site.ctx.today()
    given = Targets(
        1, 2, 22, today, today + timedelta(days=90), {Profession.PSYCHOLOGIST: Decimal(1)},
        Decimal(30), "ansøgningen",
    )  # fmt: skip
    capacity.set_targets(app_site.ctx, app_site.leader, given)
    found = shown(page(open_app, "leader"))
    assert f"1 familie begyndt i {today.year}, inden for målet 1–2" in found
    assert "1 af 22" in found
    assert "familie i tilbuddet nu, alle teams" in found
    assert "Målene står i: ansøgningen" in found
    assert "flere end de 1 til rådighed" in found
    assert "Ret målene" in found
    assert "Ret målene" not in shown(page(open_app, "emergency"))


def test_the_family_page_says_what_the_offer_is(app_site: Site) -> None:
    family = make_family(app_site)
    make_offer(app_site, family, safety_plan=SafetyPlan.MISSING)
    ctx = app_site.ctx
    found = ctx.database.in_transaction(
        lambda unit: offer_read.of_episode(ctx, unit, family.episode_id)
    )
    assert found is not None
    html = offer.part(found, may_open=False)
    for said in ("Intensiv støtte", "Sikkerhedsplan mangler", "Børnenes situation mangler: start"):
        assert said in html
    assert "Emergency (pædagog)" in html
    assert "go:offer" not in html
    assert "go:offer" in offer.part(found, may_open=True)
