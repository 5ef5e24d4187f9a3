"""Før og efter in the running app: who is due, the forms, the questionnaire, the locked tablet."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from fit_tracker.domain.programmes import Moment
from fit_tracker.services import accounts
from fit_tracker.services.families import Created
from fit_tracker.ui import state_keys
from tests.factories import PIN, Site, ask, make_family
from tests.programme_factories import give_answers, make_enrolment, make_programme

Open = Callable[..., AppTest]
PAGE = "pages/practitioner/measures.py"
QUESTIONNAIRE = "pages/practitioner/questionnaire.py"
FAMILY = "pages/practitioner/family.py"
BEFORE, AFTER = Moment.BEFORE, Moment.AFTER


def shown(app: AppTest) -> str:
    """Everything the page wrote as HTML, its own and inside components."""
    own = [element.proto.body for element in app.get("html")]
    return " ".join([*own, *(str(json.loads(c.proto.json)) for c in app.get("bidi_component"))])


@pytest.fixture
def kursus(app_site: Site) -> UUID:
    return make_programme(app_site)


@pytest.fixture
def family(app_site: Site) -> Created:
    return make_family(app_site)


@pytest.fixture
def mother(app_site: Site, kursus: UUID, family: Created) -> UUID:
    """Enrolled ten days ago, and not asked yet."""
    started = app_site.ctx.today() - timedelta(days=10)
    return make_enrolment(app_site, kursus, family, started_on=started)


def opened(app: AppTest) -> AppTest:
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def press(app: AppTest, go: str) -> AppTest:
    """A press inside a component, as the browser would send it."""
    app.session_state[state_keys.MEASURES_PRESSED] = go
    app.run()
    assert not app.exception
    return app


def send(app: AppTest, go: str) -> AppTest:
    """Send the open form: AppTest knows no dialogs, so the page opens it once more."""
    app.session_state[state_keys.MEASURES_PRESSED] = go
    next(one for one in app.button if one.proto.is_form_submitter).click().run()
    assert not app.exception
    return app


def answering(app: AppTest, enrolment_id: UUID, moment: Moment) -> AppTest:
    app.session_state[state_keys.QUESTIONNAIRE] = (enrolment_id, moment)
    app.switch_page(QUESTIONNAIRE).run()
    assert not app.exception
    return app


def test_an_empty_page_says_how_somebody_comes_here(open_app: Open, app_site: Site) -> None:
    page = shown(opened(open_app("practitioner")))
    assert "Ingen mangler at blive spurgt" in page
    assert "Man tilmelder på familiens side" in page


def test_what_is_overdue_is_the_message(open_app: Open, app_site: Site, mother: UUID) -> None:
    page = shown(opened(open_app("practitioner")))
    assert "Ét spørgeskema er over tiden" in page
    assert "10 dage over tiden" in page and "F-1" in page
    assert "4\\xa0dage\\xa0endnu" in page


def test_a_leader_is_told_whose_families_they_are(
    open_app: Open, app_site: Site, mother: UUID
) -> None:
    assert "Practitioner" in shown(opened(open_app("leader")))


def test_a_long_list_comes_in_pages(open_app: Open, app_site: Site, kursus: UUID) -> None:
    for number in range(21):
        made = make_family(app_site, case_number=f"F-{number + 100}")
        for person in (0, 1):
            make_enrolment(app_site, kursus, made, person=person)
    app = opened(open_app("practitioner"))
    (more,) = [one for one in app.button if one.label.startswith("Vis ")]
    assert more.label == "Vis 2 skemaer mere"
    assert "F-120" not in shown(app)
    more.click().run()
    assert "F-120" in shown(app)


def test_a_family_is_enrolled_from_the_list(
    open_app: Open, app_site: Site, kursus: UUID, family: Created
) -> None:
    app = opened(open_app("practitioner"))
    assert "1 familie er ikke tilmeldt" in shown(app)
    go = f"task:enrol:{family.episode_id}:{kursus}"
    send(press(app, go), go)
    assert [m.value for m in app.success] == ["Tilmeldt. De står på listen, når de skal spørges."]
    assert ask(app_site.ctx, "SELECT count(DISTINCT member_id) FROM enrolment") == [(2,)]


def test_a_reminder_is_noted(open_app: Open, app_site: Site, mother: UUID) -> None:
    app = opened(open_app("practitioner"))
    go = f"task:remind:{mother}:before"
    press(app, go)
    send(app, go)
    assert [e.value for e in app.error] == ["Vælg, hvordan der er mindet om det."]
    app.session_state[state_keys.MEASURES_PRESSED] = go
    app.radio(key="measures_how").set_value("phone")
    send(app, go)
    assert "mindet om" in shown(app) and "(telefon)" in shown(app)


def test_the_questionnaire_says_what_is_missing(
    open_app: Open, app_site: Site, family: Created, mother: UUID
) -> None:
    app = answering(open_app("practitioner"), mother, BEFORE)
    assert "2 svar mangler" in shown(app)
    give_answers(app_site, mother, family.member_ids[0], BEFORE, app_site.ctx.today(), stress="3.4")
    app.run()
    assert "1 svar mangler endnu" in shown(app)
    assert "3,4 af 6" in shown(app)


def test_without_a_choice_the_way_back_is_shown(open_app: Open, app_site: Site) -> None:
    app = open_app("practitioner").switch_page(QUESTIONNAIRE).run()
    assert "Intet spørgeskema valgt" in shown(app)
    assert app.button(key="to_measures").label == "Til før og efter"


def test_paper_is_typed_and_a_mistake_loses_nothing(
    open_app: Open, app_site: Site, mother: UUID
) -> None:
    app = answering(open_app("practitioner"), mother, BEFORE)
    app.button(key="questionnaire_paper").click().run()
    fields = {one.label: one for one in app.text_input}
    fields["Spændt og presset"].set_value("3,2")
    totals = [one for one in app.text_input if one.label == "eller total"]
    totals[1].set_value("2,5")
    submit = next(one for one in app.button if one.proto.is_form_submitter)
    submit.click().run()
    (error,) = app.error
    assert error.value.startswith("Stressniveau: mangler Meget at nå på én gang.")
    assert {one.label: one.value for one in app.text_input}["Spændt og presset"] == "3,2"
    next(one for one in app.text_input if one.label == "Meget at nå på én gang").set_value("4")
    next(one for one in app.button if one.proto.is_form_submitter).click().run()
    assert not app.exception
    assert [m.value for m in app.success] == ["2 svar er gemt."]
    query = "SELECT measure, total, source FROM answer ORDER BY measure"
    assert [(m, str(t), s) for m, t, s in ask(app_site.ctx, query)] == [
        ("stress", "3.60", "paper"),
        ("wellbeing", "2.50", "paper"),
    ]


def test_an_answer_is_corrected_with_a_reason(
    open_app: Open, app_site: Site, family: Created, mother: UUID
) -> None:
    give_answers(app_site, mother, family.member_ids[0], BEFORE, app_site.ctx.today(), stress="3.4")
    answer_id = ask(app_site.ctx, "SELECT answer_id FROM answer")[0][0]
    app = answering(open_app("practitioner"), mother, BEFORE)
    go = f"correct:{answer_id}"
    press(app, go)
    app.text_input(key="questionnaire_item_").set_value("4,3")
    app.text_input(key="questionnaire_reason").set_value("tastefejl")
    send(app, go)
    assert "4,3 af 6" in shown(app)
    assert ask(app_site.ctx, "SELECT reason FROM answer WHERE revision = 2") == [("tastefejl",)]


def _locked(app: AppTest, site: Site, enrolment_id: UUID) -> AppTest:
    kept = accounts.keep(site.ctx, app.session_state[state_keys.SESSION_ID])
    assert kept is not None
    accounts.lock_to_questionnaire(site.ctx, kept, enrolment_id, BEFORE)
    return app


def test_a_locked_tablet_opens_the_questionnaire_and_nothing_else(
    open_app: Open, app_site: Site, mother: UUID
) -> None:
    app = _locked(open_app("practitioner"), app_site, mother).run()
    for file in (None, PAGE, QUESTIONNAIRE, FAMILY, "pages/practitioner/caseload.py"):
        if file is not None:
            with pytest.raises(ValueError, match="page"):
                app.switch_page(file).run()
        page = shown(app)
        assert "Hvor presset har du været" in page
        assert "F-1" not in page and len(app.sidebar) == 0


def test_the_code_gives_the_tablet_back(open_app: Open, app_site: Site, mother: UUID) -> None:
    app = _locked(open_app("practitioner"), app_site, mother).run()
    app.button(key="not_this_one").click().run()
    app.text_input(key="unlock_code").set_value("0000")
    next(one for one in app.button if one.label == "Lås op").click().run()
    assert [e.value for e in app.error] == ["Koden passer ikke. Prøv igen."]
    app.text_input(key="unlock_code").set_value(PIN)
    next(one for one in app.button if one.label == "Lås op").click().run()
    assert not app.exception
    assert "2 svar mangler" in shown(app)


def test_what_one_skips_is_not_asked_again_until_one_wants_to(
    open_app: Open, app_site: Site, mother: UUID
) -> None:
    app = _locked(open_app("practitioner"), app_site, mother).run()
    for question in ("Hvor presset", "Hvordan har du selv haft det"):
        assert question in shown(app)
        app.button(key="not_this_one").click().run()
        app.button(key="skip_line").click().run()
    assert "Tak for dine svar" in shown(app)
    app.button(key="answer_after_all").click().run()
    assert "Hvor presset" in shown(app)
    assert ask(app_site.ctx, "SELECT * FROM answer") == []


def test_the_family_page_has_the_card(
    open_app: Open, app_site: Site, family: Created, mother: UUID
) -> None:
    app = open_app("practitioner")
    app.session_state[state_keys.FAMILY] = family.family_id
    app.switch_page(FAMILY).run()
    assert not app.exception
    page = shown(app)
    assert "10 dage over tiden" in page and "når deltagelsen slutter" in page
    assert "Indsatsen hører til programmet Forældrekursus." in page


def test_the_emergency_team_sees_no_questionnaires(open_app: Open, app_site: Site) -> None:
    app = open_app("emergency")
    with pytest.raises(ValueError, match="page"):
        app.switch_page(PAGE).run()
