"""The very first start: one administrator, one team, no password from before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from fit_tracker.services import accounts, administration
from fit_tracker.services.context import Context
from fit_tracker.settings import Settings
from fit_tracker.ui import context as ui_context
from tests.app.test_team_page import shown
from tests.conftest import ROOT
from tests.factories import PASSWORD, ask, make_site

PAGE = str(ROOT / "pages/account/first_run.py")
TYPED = {
    "first_municipality": "Prøvekommune",
    "first_team": "Nord",
    "first_name": "Ada A.",
    "first_username": "ada",
    "first_password": PASSWORD,
    "first_again": PASSWORD,
}


@pytest.fixture
def empty(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Context]:
    """What the app finds on a machine where nothing has been started."""
    monkeypatch.setenv("FIT_TRACKER_DATABASE", str(settings.database))
    monkeypatch.chdir(ROOT)
    yield ui_context.context()
    ui_context.close()


def start(**typed: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=30).run()
    for key, text in {**TYPED, **typed}.items():
        app.text_input(key=key).set_value(text)
    return app.button[0].click().run()


def test_it_creates_the_administrator_and_asks_them_to_sign_in(empty: Context) -> None:
    app = start()
    assert [one.label for one in app.text_input] == ["Brugernavn", "Adgangskode"]
    app.text_input[0].set_value("ada")
    app.text_input[1].set_value(PASSWORD)
    app.button[0].click().run()
    assert not app.exception
    assert "1 bruger kan logge ind" in shown(app)
    assert "Opret behandlerne under Brugere" in shown(app)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"first_again": "noget helt andet"}, "De to adgangskoder er ikke ens."),
        ({"first_password": "kort", "first_again": "kort"}, "mindst 10 tegn"),
        ({"first_team": " "}, "teamets navn"),
        ({"first_municipality": ""}, "kommune"),
        ({"first_username": "æ"}, "Brugernavnet skal have"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    empty: Context, typed: dict[str, str], said: str
) -> None:
    app = start(**typed)
    assert said in app.error[0].value
    assert administration.needs_first_run(empty)
    assert ask(empty, "SELECT count(*) FROM team") == [(0,)]
    for key, text in {**TYPED, **typed}.items():
        assert app.text_input(key=key).value == text


def test_no_page_opens_before_it(empty: Context) -> None:
    for page in ("leader/team", "administrator/site", "account/own"):
        app = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=30).run()
        assert app.warning[0].value.startswith("Du er ikke logget ind")
        assert len(app.main) == 1


def test_the_page_alone_refuses_when_somebody_exists(empty: Context) -> None:
    make_site(empty)
    app = AppTest.from_file(PAGE, default_timeout=30).run()
    assert [one.value for one in app.warning] == ["Systemet er taget i brug. Log ind fra forsiden."]
    assert len(app.main) == 1


def test_of_two_who_start_at_once_the_second_is_told(empty: Context) -> None:
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=30).run()
    assert app.text_input(key="first_name").label == "Administratorens navn"
    start()
    for key, text in {**TYPED, "first_username": "nr2"}.items():
        app.text_input(key=key).set_value(text)
    app.button[0].click().run()
    assert accounts.sign_in(empty, "ada", PASSWORD)[1].display_name == "Ada A."
    assert ask(empty, "SELECT username FROM app_user") == [("ada",)]
