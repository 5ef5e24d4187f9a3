"""Shared by all tests: a real database each, and the app signed in as anybody."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher
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
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return _settings(tmp_path / "site.duckdb")


@dataclass(frozen=True)
class Ready:
    """Databases made once, whose files each test copies: thousands of tests need one."""

    empty: Path
    furnished: Path
    site: Site


@pytest.fixture(scope="session")
def _ready(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    folder = tmp_path_factory.mktemp("ready")
    empty, furnished = folder / "empty.duckdb", folder / "furnished.duckdb"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))
        wiring.build(_settings(empty)).database.close()
        shutil.copyfile(empty, furnished)
        site = make_site(wiring.build(_settings(furnished)))
        site.ctx.database.close()
    return Ready(empty, furnished, site)


def _settings(database: Path) -> Settings:
    return from_environment({"FIT_TRACKER_DATABASE": str(database)})


def _moved_in(made: Site, ctx: Context) -> Site:
    """The same site in a copy of its database, with names of its own to add to."""
    return replace(made, ctx=ctx, actors=dict(made.actors), usernames=dict(made.usernames))


@pytest.fixture
def ctx(settings: Settings, _ready: Ready, request: pytest.FixtureRequest) -> Iterator[Context]:
    """A fresh, migrated database on disk: empty, unless the test asks for the site."""
    furnished = "site" in request.fixturenames
    shutil.copyfile(_ready.furnished if furnished else _ready.empty, settings.database)
    built = wiring.build(settings)
    yield built
    built.database.close()


@pytest.fixture
def site(ctx: Context, _ready: Ready) -> Site:
    """A small site with a user for each role."""
    return _moved_in(_ready.site, ctx)


@pytest.fixture
def app_site(settings: Settings, _ready: Ready, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The same site in the database that the app under test has open."""
    shutil.copyfile(_ready.furnished, settings.database)
    monkeypatch.setenv("FIT_TRACKER_DATABASE", str(settings.database))
    monkeypatch.chdir(ROOT)
    yield _moved_in(_ready.site, ui_context.context())
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
