"""The permission matrix, walked for each role and page in the running app."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from fit_tracker.domain.people import Role
from fit_tracker.services.permissions import MATRIX, Action, may
from fit_tracker.ui import state_keys
from fit_tracker.ui.pages import FAMILY_MODE, FAMILY_QUESTIONNAIRE, PAGES, SIGN_IN, pages_of
from tests.factories import Site

ROOT = Path(__file__).resolve().parents[2]
REFUSALS = (
    "Du er ikke logget ind",
    "Din rolle har ikke adgang",
    "Familievisningen er ikke åben",
)


def refused(app: AppTest) -> bool:
    return any(w.value.startswith(REFUSALS) for w in app.warning)


def test_every_action_stands_in_the_matrix_once_with_a_reason() -> None:
    assert sorted(row.action for row in MATRIX) == sorted(Action)
    assert all(row.reason and row.roles for row in MATRIX)


@pytest.mark.parametrize("role", list(Role))
def test_the_menu_holds_exactly_what_the_role_may_open(
    role: Role, open_app: Callable[..., AppTest]
) -> None:
    app = open_app(role.value)
    assert not app.exception
    assert not app.error
    expected = {page.file for page in PAGES if may(role, page.action)}
    assert {page.file for page in pages_of(role)} == expected


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_its_pages_and_no_other(
    role: Role, open_app: Callable[..., AppTest]
) -> None:
    app = open_app(role.value)
    for page in PAGES:
        if may(role, page.action):
            app.switch_page(page.file).run()
            assert not app.exception, page.address
            assert not app.error, page.address
            assert not refused(app), page.address
        else:
            # The file is not registered for this role at all ...
            with pytest.raises(ValueError, match="page"):
                app.switch_page(page.file).run()


@pytest.mark.parametrize("role", list(Role))
def test_a_page_file_refuses_the_wrong_role_also_without_the_router(
    role: Role, app_site: Site, open_app: Callable[..., AppTest]
) -> None:
    """... and its own guard refuses too, should Streamlit ever run it alone."""
    session_id = open_app(role.value).session_state[state_keys.SESSION_ID]
    closed = [page for page in PAGES if not may(role, page.action)]
    assert closed
    for page in closed:
        alone = AppTest.from_file(str(ROOT / page.file), default_timeout=30)
        alone.session_state[state_keys.SESSION_ID] = session_id
        alone.run()
        assert refused(alone), page.address
        assert only_a_warning(alone), page.address


def test_each_page_file_shows_nothing_to_the_signed_out(app_site: Site) -> None:
    for page in [*PAGES, FAMILY_MODE, FAMILY_QUESTIONNAIRE]:
        alone = AppTest.from_file(str(ROOT / page.file), default_timeout=30).run()
        assert refused(alone), page.address
        assert only_a_warning(alone), page.address


def only_a_warning(app: AppTest) -> bool:
    return len(app.main) == len(app.warning) == 1 and len(app.sidebar) == 0


def test_the_sign_in_page_names_nobody(open_app: Callable[..., AppTest], app_site: Site) -> None:
    app = open_app(None)
    shown = " ".join(str(element.value) for element in app.main if hasattr(element, "value"))
    for username in app_site.usernames.values():
        assert username not in shown
    assert SIGN_IN.file.endswith("sign_in.py")
