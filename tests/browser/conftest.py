"""A real server with the demo-like small site, and a real Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from fit_tracker.ui.session import COOKIE
from tests.browser.served import forked
from tests.factories import PASSWORD, Site

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    # Nothing is drawn again and again for the sake of a moving icon.
    "--force-prefers-reduced-motion",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/156.0.0.0 Mobile Safari/537.36"
)
# A fresh server on a busy two-core machine takes seconds for its first page.
expect.set_options(timeout=45_000)
SIZES = {"desktop": (1280, 900), "tablet": (820, 1180), "phone": (390, 844)}


def chromium() -> str:
    """The browser; without one these tests fail, for what was never pressed is not tested."""
    found = os.environ.get("FIT_TRACKER_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if not found:
        pytest.fail("Found no Chromium: install it, or name it in FIT_TRACKER_CHROMIUM.")
    return found


@dataclass
class Server:
    """`restart` brings up a new process on the same database and port."""

    port: int
    database: Path
    site: Site
    process: ForkServerProcess

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(database: Path, port: int, log: Path | None = None) -> ForkServerProcess:
    """A server; what it says goes to `log`, when somebody wants to read it."""
    process = forked(ROOT / "streamlit_app.py", port, database, log)
    wait_until_up(port, process.is_alive)
    return process


def start_cold(database: Path, port: int) -> subprocess.Popen[bytes]:
    """A server as a person starts it, who knows nothing of its pages yet."""
    env = {**os.environ, "FIT_TRACKER_DATABASE": str(database)}
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    process = subprocess.Popen(
        [*command, "--server.port", str(port)],
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
    )
    wait_until_up(port, lambda: process.poll() is None)
    return process


def wait_until_up(port: int, lives: Callable[[], bool]) -> None:
    for _attempt in range(600):
        try:
            urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1).close()
            return
        except OSError:
            assert lives(), "the server stopped before it answered"
            time.sleep(0.1)
    pytest.fail("the server did not answer within a minute")


def stop(process: ForkServerProcess) -> None:
    process.terminate()
    process.join(20)


@contextmanager
def serving(database: Path, site: Site, log: Path | None = None) -> Iterator[Server]:
    """A server on a database that nobody else has open."""
    port = free_port()
    running = Server(port, database, site, start(database, port, log))
    try:
        yield running
    finally:
        stop(running.process)


@contextmanager
def serving_site(site: Site, log: Path | None = None) -> Iterator[Server]:
    """A server on the test's own site, once the test has let go of its database."""
    site.ctx.database.close()
    with serving(site.ctx.database.path, site, log) as running:
        yield running


@pytest.fixture
def server(site: Site) -> Iterator[Server]:
    """A fresh server on a small real site (tests/factories.make_site)."""
    with serving_site(site) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`open_page(url, size="tablet", dark=True)`; each call is a new person's browser."""
    contexts = []

    def _open(url: str, size: str = "desktop", dark: bool = False) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            has_touch=size != "desktop",
            # Streamlit folds the menu away after a choice on what calls itself a phone.
            user_agent=PHONE if size == "phone" else None,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(45_000)
        page.goto(url)
        return page

    yield _open
    for context in contexts:
        context.close()


def sign_in(page: Page, site: Site, name: str) -> None:
    page.get_by_label("Brugernavn").fill(site.usernames[name])
    page.get_by_label("Adgangskode").first.fill(PASSWORD)
    page.get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("button", name="Log ud")).to_be_attached(timeout=45_000)
    # The cookie that outlives the page, and without which no file is given, is set after it is
    # drawn; on a busy machine that can be later than the next click of a test.
    until = time.monotonic() + 45
    while not any(cookie["name"] == COOKIE for cookie in page.context.cookies()):
        assert time.monotonic() < until, "signed in, but the cookie never came"
        page.wait_for_timeout(50)


def menu(page: Page, label: str) -> None:
    """Choose a page in the menu, which a phone keeps folded."""
    link = page.get_by_test_id("stSidebar").get_by_role("link", name=label, exact=True)
    box = link.bounding_box()
    if box is None or box["x"] < 0:
        page.get_by_test_id("stExpandSidebarButton").click()
    link.click()
