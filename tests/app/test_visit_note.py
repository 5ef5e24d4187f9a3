"""After the visit: a note where the service has notes, none where it forbids them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from streamlit.testing.v1 import AppTest

from fit_tracker.services import catalogue, catalogue_edit, catalogue_files, notes
from fit_tracker.services.families import Created
from fit_tracker.ui import state_keys
from fit_tracker.ui.family import service
from tests.app.test_team_page import pressed, shown
from tests.factories import Site, ask, make_family, make_visit

Open = Callable[..., AppTest]
VISIT = "pages/practitioner/visit.py"


def _visit(site: Site, code: str) -> tuple[Created, UUID]:
    entry = catalogue_files.built_in()["norddjurs"]
    site.service_id = catalogue_edit.take_in(site.ctx, site.admin, entry)[code]
    family = make_family(site)
    return family, make_visit(site, family, site.ctx.today()).visit_id


def _page(open_app: Open, visit_id: UUID) -> AppTest:
    app = open_app("practitioner")
    app.session_state[state_keys.VISIT] = visit_id
    app.switch_page(VISIT).run()
    assert not app.exception
    return app


def _labels(app: AppTest) -> list[str]:
    return [one.label for one in (*app.text_area, *app.text_input, *app.expander)]


def test_a_note_may_be_written_and_corrected(open_app: Open, app_site: Site) -> None:
    _, visit_id = _visit(app_site, "N02")
    app = _page(open_app, visit_id)
    assert "Skriv en kort note (kan udelades)" in _labels(app)
    app.text_area[0].set_value("Alle kom.")
    pressed(app, "Gem note")
    assert "Noten er gemt." in [one.value for one in app.success]
    assert "Alle kom." in shown(app)
    app.text_area[0].set_value("Mor kom.")
    pressed(app, "Gem note")
    assert "begrundelse" in app.error[0].value
    assert app.text_area[0].value == "Mor kom."
    app.text_input(key=f"visit_note_why_{visit_id}").set_value("Far var syg.")
    pressed(app, "Gem note")
    assert "Mor kom." in shown(app)
    assert ask(app_site.ctx, "SELECT max(revision) FROM visit_note") == [(2,)]


def test_supervised_contact_asks_for_a_note(open_app: Open, app_site: Site) -> None:
    _, visit_id = _visit(app_site, "N11")
    app = _page(open_app, visit_id)
    assert "Skriv et kort notat" in [one.value for one in app.subheader]
    assert "efter hvert samvær" in " ".join(one.value for one in app.caption)


def test_supervision_of_foster_families_offers_no_field_and_says_why(
    open_app: Open, app_site: Site
) -> None:
    _, visit_id = _visit(app_site, "N09")
    app = _page(open_app, visit_id)
    assert "Her skrives ingen noter" in shown(app)
    assert "Der udarbejdes ikke skriftlige notater fra supervision" in shown(app)
    # The only words that can be typed belong to the exception and ask for the request first.
    assert "Familieplejekonsulenten har bedt om et kort notat" in _labels(app)
    assert [one.label for one in app.text_area] == ["Kort notat til myndigheden"]
    app.text_area[0].set_value("Kort.")
    app.text_input(key=f"visit_request_what_{visit_id}").set_value("Bad om det 3. november.")
    pressed(app, "Gem notatet")
    assert "kender indholdet" in app.error[0].value
    app.checkbox(key=f"visit_request_knows_{visit_id}").set_value(True)
    pressed(app, "Gem notatet")
    assert not app.error
    assert ask(app_site.ctx, "SELECT body, reason FROM visit_note") == [
        ("Kort.", "Bad om det 3. november.")
    ]


def test_the_length_is_asked_only_where_time_is_counted(open_app: Open, app_site: Site) -> None:
    _, visit_id = _visit(app_site, "N01")
    app = _page(open_app, visit_id)
    pills = next(one for one in app.button_group if "minutter" in one.label)
    pills.set_value(90).run()
    assert ask(app_site.ctx, "SELECT minutes FROM visit") == [(90,)]
    assert "Hvor mange minutter varede det?" not in [one.label for one in app.button_group]


def _part(site: Site, family: Created) -> str:
    return service.part(
        site.ctx.database.in_transaction(
            lambda unit: catalogue.of_episode(site.ctx, unit, family.episode_id)
        )
    )


def test_the_card_counts_against_the_frame(app_site: Site) -> None:
    family, _ = _visit(app_site, "N01")
    assert "1 af 8 samtaler, statusmøde ved 8" in _part(app_site, family)
    assert "snart brugt" not in _part(app_site, family)
    for days in range(1, 7):
        make_visit(app_site, family, app_site.ctx.today() - timedelta(days=days))
    assert "7 af 8 samtaler" in _part(app_site, family)
    assert "Der er én gang tilbage af rammen." in _part(app_site, family)


def test_the_card_says_what_the_service_forbids_and_asks_for(app_site: Site) -> None:
    family, _ = _visit(app_site, "N09")
    html = _part(app_site, family)
    assert f"1 af 10 gange i {app_site.ctx.today().year}" in html
    assert "ikke skriftlige notater" in html
    assert service.TASK not in html


def test_the_card_names_visits_without_the_note_that_is_asked_for(app_site: Site) -> None:
    family, visit_id = _visit(app_site, "N11")
    day = f"{app_site.ctx.today():%d-%m-%Y}"
    assert f"Et kort notat mangler: {day}." in _part(app_site, family)
    notes.write(app_site.ctx, app_site.practitioner, visit_id, 0, "Roligt samvær.")
    assert "mangler" not in _part(app_site, family)
