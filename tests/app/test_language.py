"""A language chosen before signing in goes with the person, and stays with the account only."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from fit_tracker.ui import state_keys
from tests.factories import PASSWORD, Site


def enter(app: AppTest, username: str) -> AppTest:
    app.text_input[0].set_value(username)
    app.text_input[1].set_value(PASSWORD)
    return app.button[0].click().run()


def test_the_language_of_the_sign_in_page_goes_with_the_person(
    open_app: Callable[..., AppTest], app_site: Site
) -> None:
    app = open_app(None)
    app.segmented_control[0].set_value("en").run()
    assert app.button[0].label == "Sign in"
    enter(app, app_site.usernames["practitioner"])
    assert app.session_state[state_keys.LANGUAGE] == "en"
    assert [button.label for button in app.button if button.key == "sign_out"] == ["Sign out"]
    # Another browser: the account remembers.
    again = open_app("practitioner")
    assert again.session_state[state_keys.LANGUAGE] == "en"


def test_the_next_person_keeps_their_own_language(
    open_app: Callable[..., AppTest], app_site: Site
) -> None:
    app = open_app(None)
    app.segmented_control[0].set_value("en").run()
    enter(app, app_site.usernames["practitioner"])
    app.button(key="sign_out").click().run()
    enter(app, app_site.usernames["leader"])
    assert app.session_state[state_keys.LANGUAGE] == "da"
