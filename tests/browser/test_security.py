"""A running server, attacked on its own wire: no browser needed but where a tab shows something."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from bench.client import TRIGGERS, Client
from fit_tracker import wiring
from fit_tracker.services import accounts
from fit_tracker.settings import from_environment
from fit_tracker.ui.session import COOKIE
from tests.browser.conftest import Server, menu, serving_site, sign_in, start, stop
from tests.factories import PASSWORD, Site, give, make_family
from tests.programme_factories import make_programme

pytestmark = [
    pytest.mark.browser,
    # The client of the benchmarks keeps its socket open by itself.
    pytest.mark.filterwarnings("ignore:connect.. must be used as a context:DeprecationWarning"),
]
SECRET = "²³ HEMMELIGT"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "server.log"


@pytest.fixture
def attacked(site: Site, log: Path) -> Iterator[Server]:
    """A server with one family with a visit, whose log is kept."""
    give(site, make_family(site), site.ctx.today(), "20.0")
    with serving_site(site, log) as running:
        yield running


class Attacker(Client):
    """Sends what no browser would."""

    fragment = ""

    def _next(self):  # type: ignore[no-untyped-def]
        message = super()._next()
        self.fragment = message.delta.fragment_id or self.fragment
        return message

    def pressed(self, block: str, value: str) -> None:
        for element in self.elements:
            component = element.bidi_component.id
            if block in component:
                sent = json.dumps([{"event": "go", "value": value}])
                self.run(WidgetState(id=f"{TRIGGERS}_{component}__events", json_trigger_value=sent))
                return
        raise AssertionError(f"no {block} on the page")

    def open_dialog(self) -> None:
        """The form for a new member of the only family."""
        self.sign_in("practitioner", PASSWORD)
        self.follow(self.goals("family")[0])
        self.pressed("family_manage", "task:member")

    def _field(self, label: str) -> str:
        return str(self.find("text_input", lambda one: one.label == label).id)

    def send_dialog(self, year: str, label: str) -> None:
        """Send the form of the dialog alone, past the page that opened it."""
        fields = {"Fødselsår": year, "Kaldes her": label}
        states = [
            WidgetState(id=self._field(name), string_value=text) for name, text in fields.items()
        ]
        button = self.find("button", lambda one: one.is_form_submitter).id
        message = BackMsg()
        message.rerun_script.page_script_hash = self._page
        message.rerun_script.fragment_id = self.fragment
        message.rerun_script.widget_states.widgets.extend(
            [*states, WidgetState(id=button, trigger_value=True)]
        )
        self._socket.send(message.SerializeToString())
        self.elements = []
        while (sent := self._next()).WhichOneof("type") != "script_finished":
            if sent.delta.WhichOneof("type") == "new_element":
                self.elements.append(sent.delta.new_element)


def _labels(server: Server) -> list[str]:
    """Who is in the family, asked of the database after the server has let go of it."""
    stop(server.process)
    ctx = wiring.build(from_environment({"FIT_TRACKER_DATABASE": str(server.database)}))
    rows = ctx.database.cursor().execute("SELECT label FROM member").fetchall()
    ctx.database.close()
    return [row[0] for row in rows]


def test_a_dialog_left_open_saves_nothing_after_the_session_has_ended(attacked: Server) -> None:
    """The administrator gives the account another password while its dialog stands open."""
    with Attacker(attacked.port) as left_open, Attacker(attacked.port) as admin:
        left_open.open_dialog()
        admin.sign_in("administrator", PASSWORD)
        who = attacked.site.practitioner.user_id
        admin.pressed("-users", str(who))
        admin.press("Ny adgangskode")
        left_open.send_dialog("2019", "Spion")
        assert left_open.has("alert", lambda one: one.body.startswith("Du er ikke logget ind"))
    assert "Spion" not in _labels(attacked)


def test_an_error_in_a_dialog_is_logged_without_what_was_typed(attacked: Server, log: Path) -> None:
    with Attacker(attacked.port) as person:
        person.open_dialog()
        person.send_dialog("9" * 5000, "HEMMELIGT NAVN")  # more digits than Python reads
        # And one inside the page: a value that is no id at all.
        person.run(page=person.pages[""])
        person.pressed("caseload", f"family:{SECRET}")
    stop(attacked.process)
    written = log.read_text(encoding="utf-8")
    assert written.count("ValueError at") == 2
    assert "Uncaught ValueError" in written
    for told in ("Traceback", "digits", "HEMMELIGT", "²³"):
        assert told not in written


def _answer(server: Server, path: str, method: str, **headers: str) -> tuple[int, str]:
    request = urllib.request.Request(server.url + path, b"x", headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status), answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_the_routes_answer_our_own_page_only(attacked: Server) -> None:
    """Another site can make a browser send a form, but no header of its own."""
    ours = {"X-Fit-Ticket": ""}
    assert _answer(attacked, "/session/end", "POST")[0] == 403
    assert _answer(attacked, "/session/end", "POST", **ours)[0] == 204
    assert _answer(attacked, "/session/start", "POST", **ours)[0] == 403
    assert _answer(attacked, "/session/left", "GET", Cookie=f"{COOKIE}=forkert") == (200, "0")


def test_uploads_are_taken_from_those_whose_pages_ask_for_a_file(server: Server) -> None:
    """Streamlit keeps an upload in memory for any open page; here it must be theirs."""
    path = "/_stcore/upload_file/en-session/en-fil"
    assert _answer(server, path, "PUT") == (403, "")
    stop(server.process)
    ctx = wiring.build(from_environment({"FIT_TRACKER_DATABASE": str(server.database)}))
    asked, others = ("administrator", "project"), ("leader", "practitioner", "steering")
    cookies = {
        name: f"{COOKIE}={accounts.sign_in(ctx, name, PASSWORD)[0]}" for name in asked + others
    }
    ctx.database.close()
    server.process = start(server.database, server.port)
    for name in others:
        assert _answer(server, path, "PUT", Cookie=cookies[name]) == (403, "")
    # Let through, to Streamlit's own check.
    for name in asked:
        assert "XSRF" in _answer(server, path, "PUT", Cookie=cookies[name])[1]
    assert _answer(server, "/session/left", "GET", Cookie=cookies["leader"])[1] != "0"
    with urllib.request.urlopen(server.url + "/health", timeout=10) as answer:
        policy = answer.headers["content-security-policy"]
    assert f"ws://localhost:{server.port} " in policy
    assert " ws: " not in policy


def test_a_file_that_was_made_stays_with_the_one_who_asked(
    site: Site, open_page: Callable[..., Page]
) -> None:
    """Streamlit would give it to anybody with its address, which the browser keeps in its list."""
    make_programme(site)
    with serving_site(site) as server:
        page = open_page(server.url)
        sign_in(page, site, "project")
        menu(page, "Programmer")
        page.get_by_role("button", name="Forældrekursus", exact=True).click()
        with page.expect_download() as download:
            page.get_by_role("button", name="Hent som fil").click()
        assert b"kursus" in Path(download.value.path()).read_bytes()
        address = download.value.url
        assert "/media/" in address
        assert _answer(server, urlsplit(address).path, "GET")[0] == 403
        # While the page runs again, Streamlit may not have the file at that very moment (404).
        assert page.request.get(address).status in (200, 404)
        page.get_by_role("button", name="Log ud").click()
        expect(page.get_by_role("button", name="Log ind")).to_be_visible()
        while any(cookie["name"] == COOKIE for cookie in page.context.cookies()):
            page.wait_for_timeout(100)
        assert page.request.get(address).status == 403


def test_no_tab_goes_on_showing_a_family_when_another_hands_over_or_signs_out(
    attacked: Server, open_page: Callable[..., Page]
) -> None:
    """Two tabs of one browser: nobody touches the second."""
    first = open_page(attacked.url)
    sign_in(first, attacked.site, "practitioner")
    while not any(cookie["name"] == COOKIE for cookie in first.context.cookies()):
        first.wait_for_timeout(100)
    second = first.context.new_page()
    second.goto(attacked.url)
    second.locator('[data-go^="family:"]').first.click()
    expect(second.get_by_text("Ret og administrér")).to_be_visible()
    first.locator('[data-go^="visit:"]').first.click()
    first.get_by_role("button", name="Familien svarer om trivsel").click()
    expect(second.get_by_text("familievisning, låst").first).to_be_visible()
    expect(second.get_by_text("Ret og administrér")).to_have_count(0)


def test_a_bookmark_opened_first_after_a_restart_is_not_called_missing(
    server: Server, open_page: Callable[..., Page]
) -> None:
    """Streamlit learns our addresses from the first page that runs, and until then opens a
    dialog over it, which our style sheet turns into words about a lost connection."""
    page = open_page(f"{server.url}/mine-familier")
    expect(page.get_by_role("button", name="Log ind")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_label("Brugernavn").fill(server.site.usernames["practitioner"])
