"""Shared by all tests: a real database each, and the app signed in as anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from fit_tracker import wiring
from fit_tracker.services import passwords
from fit_tracker.services.context import Context
from fit_tracker.settings import Settings, from_environment
from fit_tracker.ui import context as ui_context
from tests.factories import PASSWORD, Site, make_site

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 with its smallest cost: what is tested is who gets in, not how long it takes."""
    from argon2 import PasswordHasher

    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return from_environment({"FIT_TRACKER_DATABASE": str(tmp_path / "site.duckdb")})


@pytest.fixture
def ctx(settings: Settings) -> Iterator[Context]:
    """A fresh, migrated, empty database on disk."""
    built = wiring.build(settings)
    yield built
    built.database.close()


@pytest.fixture
def site(ctx: Context) -> Site:
    """A small site with a user for each role."""
    return make_site(ctx)


@pytest.fixture
def app_site(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The same site in the database that the app under test has open."""
    monkeypatch.setenv("FIT_TRACKER_DATABASE", str(settings.database))
    monkeypatch.chdir(ROOT)
    yield make_site(ui_context.context())
    ui_context.close()


@pytest.fixture
def open_app(app_site: Site) -> Callable[..., AppTest]:
    """`open_app("leader")` is the app after signing in; `open_app(None)` before."""

    def _open(name: str | None) -> AppTest:
        app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=30).run()
        if name is None:
            return app
        app.text_input[0].set_value(app_site.usernames[name])
        app.text_input[1].set_value(PASSWORD)
        return app.button[0].click().run()

    return _open
