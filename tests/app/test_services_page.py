"""The page of services: a catalogue taken in, a service looked at, changed, taken out of use."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from fit_tracker.domain.frames import Notes
from fit_tracker.services import catalogue_edit, catalogue_files
from fit_tracker.services.catalogue_edit import Known
from fit_tracker.ui import state_keys
from tests.app.test_team_page import pressed, shown
from tests.factories import Site, ask

Open = Callable[..., AppTest]
PAGE = "pages/administrator/services.py"


def _page(open_app: Open, what: object = None) -> AppTest:
    app = open_app("administrator")
    app.switch_page(PAGE).run()
    if what is not None:
        app.session_state[state_keys.CATALOGUE_OPEN] = what
        app.run()
    assert not app.exception
    return app


def _filled(site: Site) -> dict[str, Known]:
    catalogue_edit.take_in(site.ctx, site.admin, catalogue_files.built_in()["norddjurs"])
    return {one.entry.code: one for one in catalogue_edit.known(site.ctx, site.admin)}


def test_the_title_counts_and_says_how_many_state_a_follow_up(
    open_app: Open, app_site: Site
) -> None:
    _filled(app_site)
    app = _page(open_app)
    assert "Familierne kan få 17 indsatser" in shown(app)
    assert "6 af dem angiver, hvornår der skal følges op" in shown(app)


def test_an_example_is_looked_at_and_taken_in(open_app: Open, app_site: Site) -> None:
    app = _page(open_app, "file")
    before = ask(app_site.ctx, "SELECT count(*) FROM service")
    app.selectbox(key="catalogue_example").set_value("norddjurs").run()
    assert not app.exception
    assert ask(app_site.ctx, "SELECT count(*) FROM service") == before
    pressed(app, "Gem 17 indsatser")
    assert app.success[0].value == "17 indsatser er skrevet."
    assert ask(app_site.ctx, "SELECT count(*) FROM service") == [(17,)]


def test_a_service_is_shown_and_taken_out_of_use(open_app: Open, app_site: Site) -> None:
    known = _filled(app_site)["N09"]
    app = _page(open_app, known.service_id)
    assert "Supervision af plejefamilier" in shown(app)
    pressed(app, "Tag ud af brug")
    assert app.success[0].value == "Supervision af plejefamilier er taget ud af brug."
    assert "Familierne kan få 16 indsatser" in shown(app)
    query = "SELECT active FROM service WHERE code = 'N09'"
    assert ask(app_site.ctx, query) == [(False,)]


def test_a_form_saved_as_it_stands_changes_nothing(open_app: Open, app_site: Site) -> None:
    """Every field of every service goes through the form and comes back."""
    known = _filled(app_site)
    for code in ("N07", "N09", "N15"):
        app = _page(open_app, known[code].service_id)
        pressed(pressed(app, "Ret"), "Gem indsatsen")
        assert not app.exception
        assert not app.error
    after = {one.entry.code: one for one in catalogue_edit.known(app_site.ctx, app_site.admin)}
    assert after == known


def test_a_mistake_keeps_what_was_typed(open_app: Open, app_site: Site) -> None:
    known = _filled(app_site)["N01"]
    app = pressed(_page(open_app, known.service_id), "Ret")
    app.text_input(key="catalogue_edit_sessions_max").set_value("ti")
    pressed(app, "Gem indsatsen")
    assert "ikke et helt tal" in app.error[0].value
    assert app.text_input(key="catalogue_edit_sessions_max").value == "ti"
    app.text_input(key="catalogue_edit_sessions_max").set_value("10")
    app.text_input(key="catalogue_edit_from_1").set_value("01-01-2024")
    app.text_input(key="catalogue_edit_section_1").set_value("BL § 30")
    pressed(app, "Gem indsatsen")
    assert not app.error
    entry = _filled_entry(app_site, "N01")
    assert entry.entry.frame.sessions_max == 10
    assert entry.entry.sections[1].section == "BL § 30"
    assert len(entry.entry.sections) == 2


def _filled_entry(site: Site, code: str) -> Known:
    found = catalogue_edit.known(site.ctx, site.admin)
    return next(one for one in found if one.entry.code == code)


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(
    open_app: Open, app_site: Site
) -> None:
    known = _filled(app_site)["N01"]
    app = pressed(_page(open_app, known.service_id), "Ret")
    other = _filled_entry(app_site, "N13").entry
    changed = type(other)("N01", "Omdøbt", (), other.frame)
    catalogue_edit.save(app_site.ctx, app_site.admin, known.service_id, changed)
    pressed(app, "Gem indsatsen")
    assert "En anden har rettet indsatsen" in app.error[0].value
    assert _filled_entry(app_site, "N01").entry.name == "Omdøbt"


def test_a_new_service_needs_only_a_name(open_app: Open, app_site: Site) -> None:
    app = _page(open_app, "new")
    pressed(app, "Gem indsatsen")
    assert "indsatsens navn" in app.error[0].value
    app.text_input(key="catalogue_edit_name").set_value("Pigegruppe")
    app.text_input(key="catalogue_edit_code").set_value("P1")
    app.selectbox(key="catalogue_edit_notes").set_value(Notes.REQUIRED)
    pressed(app, "Gem indsatsen")
    assert app.success[0].value == "Pigegruppe er gemt."
    assert _filled_entry(app_site, "P1").entry.frame.notes is Notes.REQUIRED
