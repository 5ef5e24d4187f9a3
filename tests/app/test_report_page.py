"""The page of the status report: one's own words, the family's reading, and the lock."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from fit_tracker.domain.frames import Report
from fit_tracker.domain.reports import Draft, ReportState
from fit_tracker.services import report_read, report_steps, reports
from fit_tracker.services.families import Created
from fit_tracker.services.report_read import OfEpisode, Stored
from fit_tracker.ui import state_keys
from fit_tracker.ui.family.report import part
from tests.factories import Site, ask, give, make_family

PAGE = "pages/practitioner/report.py"
Open = Callable[..., AppTest]


@pytest.fixture
def family(app_site: Site) -> Created:
    made = make_family(app_site, practitioners=(app_site.practitioner.user_id,))
    for ago, mother in ((60, "14.0"), (20, "24.0")):
        give(app_site, made, app_site.ctx.today() - timedelta(days=ago), mother, "20.0", "22.0")
    return made


def open_page(open_app: Open, family: Created, who: str = "practitioner") -> AppTest:
    app = open_app(who)
    app.session_state[state_keys.FAMILY] = family.family_id
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def again(app: AppTest) -> AppTest:
    """Leave for another page, and come back."""
    app.switch_page("pages/account/own.py").run()
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    own = [element.proto.body for element in app.get("html")]
    return " ".join([*own, *(str(json.loads(c.proto.json)) for c in app.get("bidi_component"))])


def stored(site: Site, family: Created) -> Stored:
    found = report_read.read(site.ctx, site.practitioner, family.family_id)
    return found.versions[0]


def begun(site: Site, family: Created) -> UUID:
    return reports.begin(site.ctx, site.practitioner, family.episode_id)


def is_read(site: Site, family: Created) -> UUID:
    report_id = begun(site, family)
    report_steps.mark_read(
        site.ctx, site.practitioner, report_id, 1, site.ctx.today(), "Mor og far", "Tak *for* nu"
    )
    return report_id


def test_without_a_family_the_page_says_what_to_do(open_app: Open, app_site: Site) -> None:
    app = open_app("practitioner")
    app.switch_page(PAGE).run()
    assert not app.exception
    assert app.button(key="report_to_caseload").label == "Til mine familier"


def test_it_begins_with_one_click_and_everything_known(
    open_app: Open, app_site: Site, family: Created
) -> None:
    app = open_page(open_app, family)
    assert "Statusrapporten er næsten skrevet" in shown(app)
    app.button(key="report_begin").click().run()
    assert "Tallene står der: 3 felter mangler dine ord" in shown(app)
    assert "2 gennemført" in shown(app)
    assert "fremgang ud over målefejlen" in shown(app)


def test_what_is_written_is_saved_and_survives_the_page(
    open_app: Open, app_site: Site, family: Created
) -> None:
    begun(app_site, family)
    app = open_page(open_app, family)
    app.text_area(key="report_worked_on").set_value("Faste rammer.\n\nRo.").run()
    assert stored(app_site, family).draft.worked_on == "Faste rammer.\n\nRo."
    assert "Gemt kl." in app.caption[0].value
    assert again(app).text_area(key="report_worked_on").value == "Faste rammer.\n\nRo."


def test_what_cannot_be_saved_is_not_lost(open_app: Open, app_site: Site, family: Created) -> None:
    begun(app_site, family)
    app = open_page(open_app, family)
    app.text_area(key="report_next_steps").set_value("Barnet 010117-4321 skal").run()
    assert "ligner et CPR-nummer" in app.error[0].value
    assert stored(app_site, family).draft == Draft(shown=stored(app_site, family).draft.shown)
    app = again(app)
    assert app.text_area(key="report_next_steps").value == "Barnet 010117-4321 skal"
    app.text_area(key="report_next_steps").set_value("Barnet skal").run()
    assert not app.error
    assert stored(app_site, family).draft.next_steps == "Barnet skal"


@pytest.mark.parametrize(
    ("button", "saved"), [("report_mine", "Mine ord"), ("report_theirs", "Kollegaens ord")]
)
def test_the_second_writer_is_told_and_chooses(
    open_app: Open, app_site: Site, family: Created, button: str, saved: str
) -> None:
    report_id = begun(app_site, family)
    app = open_page(open_app, family)
    reports.save(app_site.ctx, app_site.leader, report_id, 1, Draft("Kollegaens ord"))
    app.text_area(key="report_worked_on").set_value("Mine ord").run()
    assert "Leader ændrede rapporten kl." in app.error[0].value
    assert "Kollegaens ord" in shown(app)
    assert app.text_area(key="report_worked_on").value == "Mine ord"
    app.button(key=button).click().run()
    assert not app.error
    assert app.text_area(key="report_worked_on").value == saved
    assert stored(app_site, family).draft.worked_on == saved


def test_a_colleagues_saved_words_are_seen(open_app: Open, app_site: Site, family: Created) -> None:
    report_id = begun(app_site, family)
    app = open_page(open_app, family)
    reports.save(app_site.ctx, app_site.leader, report_id, 1, Draft("Kollegaens ord"))
    app.run()
    assert app.text_area(key="report_worked_on").value == "Kollegaens ord"


def test_a_switch_takes_a_persons_answers_out(
    open_app: Open, app_site: Site, family: Created
) -> None:
    begun(app_site, family)
    app = open_page(open_app, family)
    assert "Flere voksnes svar er med" in app.info[0].value
    father = next(one for one in app.toggle if one.label == "Far")
    father.set_value(False).run()
    assert not app.info
    assert "Her vises de svar, som er valgt ud" in shown(app)
    assert "Far: fra" not in shown(app)


def test_the_family_reads_it_and_it_is_locked(
    open_app: Open, app_site: Site, family: Created
) -> None:
    begun(app_site, family)
    app = open_page(open_app, family)
    app.text_input(key="report_by").set_value("Mor og far")
    app.text_area(key="report_remarks").set_value("Vi er *uenige*.")
    form_button(app).click().run()
    assert "Familien har læst rapporten: den kan låses" in shown(app)
    assert "Vi er *uenige*." in shown(app)
    app.button(key="report_lock").click().run()
    assert "Version 1 er låst og kan hentes" in shown(app)
    assert stored(app_site, family).remarks == "Vi er *uenige*."
    keys = [one.proto.id for one in app.get("download_button")]
    assert len(keys) == 2


def test_the_familys_words_are_kept_when_the_page_is_left(
    open_app: Open, app_site: Site, family: Created
) -> None:
    begun(app_site, family)
    app = open_page(open_app, family)
    app.text_input(key="report_by").set_value("Mor og far").run()
    app.text_area(key="report_remarks").set_value("Vi er uenige.").run()
    app.switch_page("pages/practitioner/followups.py").run()
    app.switch_page(PAGE).run()
    assert app.text_input(key="report_by").value == "Mor og far"
    assert app.text_area(key="report_remarks").value == "Vi er uenige."
    form_button(app).click().run()  # type: ignore[attr-defined]
    assert stored(app_site, family).remarks == "Vi er uenige."


def test_what_is_locked_is_read_on_the_page(
    open_app: Open, app_site: Site, family: Created
) -> None:
    """The text as it was locked, who read it and when, and their remarks; then another version."""
    report_id = begun(app_site, family)
    who, today = app_site.practitioner, app_site.ctx.today()
    reports.save(app_site.ctx, who, report_id, 1, Draft("Rammer om aftenen"))
    report_steps.mark_read(app_site.ctx, who, report_id, 2, today, "Mor og far", "Vi er *uenige*.")
    report_steps.lock(app_site.ctx, who, report_id, 3)
    app = open_page(open_app, family)
    found = shown(app)
    assert "Version 1, som den blev låst" in found
    for told in ("Rammer om aftenen", "Læst af Mor og far den", "Vi er *uenige*."):
        assert told in found, told
    again_button = app.button(key="report_begin")
    assert (again_button.label, again_button.proto.type) == ("Begynd en ny version", "secondary")
    again_button.click().run()
    assert "Vi er *uenige*." not in shown(app), "the draft is another text"
    app.toggle(key="report_shown_1").set_value(True).run()
    assert "Vi er *uenige*." in shown(app)
    assert not app.exception


def form_button(app: AppTest) -> object:
    (found,) = [one for one in app.button if one.label == "Familien har læst den"]
    return found


def test_a_reading_without_a_reader_is_refused_in_words(
    open_app: Open, app_site: Site, family: Created
) -> None:
    begun(app_site, family)
    app = open_page(open_app, family)
    form_button(app).click().run()  # type: ignore[attr-defined]
    assert app.error[0].value == "Feltet «hvem der har læst» mangler."
    assert stored(app_site, family).state is ReportState.DRAFT


def test_it_can_be_written_anew(open_app: Open, app_site: Site, family: Created) -> None:
    is_read(app_site, family)
    app = open_page(open_app, family)
    app.button(key="report_rewrite").click().run()
    assert stored(app_site, family).state is ReportState.DRAFT
    assert app.text_area(key="report_remarks").value == "Tak *for* nu"


def test_a_new_version_begins_from_the_last(
    open_app: Open, app_site: Site, family: Created
) -> None:
    report_id = begun(app_site, family)
    reports.save(app_site.ctx, app_site.practitioner, report_id, 1, Draft("Rammer"))
    report_steps.mark_read(
        app_site.ctx, app_site.practitioner, report_id, 2, app_site.ctx.today(), "Mor", ""
    )
    report_steps.lock(app_site.ctx, app_site.practitioner, report_id, 3)
    app = open_page(open_app, family, "leader")
    app.button(key="report_begin").click().run()
    assert app.text_area(key="report_worked_on").value == "Rammer"
    # The locked one stays at hand beside the new one.
    assert len(app.get("download_button")) == 4


def test_one_that_is_given_up_is_gone_from_the_page(
    open_app: Open, app_site: Site, family: Created
) -> None:
    begun(app_site, family)
    app = open_page(open_app, family)
    app.button(key="report_withdraw").click().run()
    assert "Statusrapporten er næsten skrevet" in shown(app)
    assert stored(app_site, family).state is ReportState.WITHDRAWN


def test_the_text_to_copy_is_made_and_logged_only_when_wanted(
    open_app: Open, app_site: Site, family: Created
) -> None:
    begun(app_site, family)
    app = open_page(open_app, family)
    count = "SELECT count(*) FROM audit WHERE what = 'report_text'"
    assert ask(app_site.ctx, count) == [(0,)]
    app.toggle(key=state_keys.REPORT_AS_TEXT).set_value(True).run()
    assert "FORLØBET INDTIL NU" in app.code[0].value
    assert ask(app_site.ctx, count) == [(1,)]


def set_rule(site: Site, rule: Report, words: str) -> None:
    frame = json.dumps({"report": rule.value, "words": {"report": words}})
    ask(site.ctx, "UPDATE service SET frame = ?", frame)


def test_a_service_without_reports_says_why(
    open_app: Open, app_site: Site, family: Created
) -> None:
    set_rule(app_site, Report.NO, "Der skrives ingen rapport.")
    app = open_page(open_app, family)
    assert "Der skrives ikke statusrapport for denne indsats" in shown(app)
    assert "Der skrives ingen rapport." in shown(app)
    assert "report_begin" not in [button.key for button in app.button]


def test_a_conditional_report_asks_first(open_app: Open, app_site: Site, family: Created) -> None:
    set_rule(app_site, Report.CONDITIONAL, "Kun hvis relevant, og med samtykke.")
    app = open_page(open_app, family)
    app.button(key="report_begin").click().run()
    assert "relevant, og forælderen samtykker" in app.error[0].value
    app.checkbox(key="report_relevant").check()
    app.checkbox(key="report_consent").check()
    app.button(key="report_begin").click().run()
    assert stored(app_site, family).draft.consent


def test_the_card_on_the_family_page_says_where_it_stands(app_site: Site, family: Created) -> None:
    def card() -> str:
        def read(unit: object) -> OfEpisode:
            return report_read.of_episode(
                app_site.ctx,
                unit,
                family.episode_id,
                Report.YES,  # type: ignore[arg-type]
            )

        return part(app_site.ctx.database.in_transaction(read))

    assert "Skriv statusrapport" in card()
    report_id = is_read(app_site, family)
    assert "den kan låses" in card()
    report_steps.lock(app_site.ctx, app_site.practitioner, report_id, 2)
    assert "Version 1 blev låst" in card()
    assert 'data-go="go:report"' in card()
    assert "go:report" not in part(OfEpisode(Report.NO, None))
