"""The whole way, as people walk it: new family, visit, chart, correction, end, leader."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from fit_tracker import wiring
from fit_tracker.settings import from_environment
from tests.browser.conftest import Server, menu, sign_in, start, start_cold, stop
from tests.factories import PIN, make_family

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
SHOTS = Path(__file__).resolve().parents[2] / "data" / "shots"


class Counted:
    """Counts what a person does: a tap, a click, a field filled, a key that sends."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.interactions = 0

    def click(self, name: str, *, exact: bool = True) -> None:
        self.page.get_by_role("button", name=name, exact=exact).first.click()
        self.interactions += 1

    def rate(self, *shares: float) -> None:
        """Tap each line at its share of the way, then Færdig."""
        lines = self.page.get_by_role("slider")
        expect(lines).to_have_count(len(shares))
        expect(lines.first).to_have_attribute("aria-valuetext", "ikke besvaret")
        for number, share in enumerate(shares):
            line = lines.nth(number)
            box = line.bounding_box()
            assert box is not None
            line.click(position={"x": box["width"] * share, "y": box["height"] / 2})
            self.interactions += 1
        self.click("Færdig")

    def fill(self, label: str, text: str, *, enter: bool = False) -> None:
        field = self.page.get_by_label(label, exact=False).first
        field.fill(text)
        self.interactions += 1
        if enter:
            field.press("Enter")
            self.interactions += 1


def new_family(page: Page, case_number: str) -> None:
    """A mother, a father and a boy of nine, on the visit page itself."""
    menu(page, "Nyt besøg")
    page.get_by_label("Sagsnummer").fill(case_number)
    for row, year in enumerate(("1986", "1984", str(time.localtime().tm_year - 9))):
        page.get_by_label("Fødselsår").nth(row).fill(year)
        page.get_by_label("Fødselsår").nth(row).press("Tab")
    page.get_by_role("button", name="Opret familien").click()
    expect(page.get_by_role("button", name="Begynd: familien svarer her")).to_be_visible()


def whole_visit(hand: Counted) -> None:
    """Three people, both scales, on one screen; ends unlocked on the visit's page."""
    hand.click("Begynd: familien svarer her")
    for following in ("Giv videre til far", "Giv videre til barn", "Færdig"):
        hand.rate(0.3, 0.4, 0.35, 0.4)
        expect(hand.page.get_by_text("Tak,").first).to_be_visible()
        hand.click(following)
    hand.click("Besøget er slut: vurdér samarbejdet")
    for _person in range(3):
        hand.rate(0.9, 0.85, 0.9, 0.95)
    expect(hand.page.get_by_role("heading", name="Tak for jeres svar")).to_be_visible()


@pytest.mark.parametrize("size", ["desktop", "tablet", "phone"])
def test_from_a_new_family_to_the_leaders_page(server: Server, open_page: Open, size: str) -> None:
    page = open_page(server.url, size)
    sign_in(page, server.site, "practitioner")
    new_family(page, "F-77")
    hand = Counted(page)
    whole_visit(hand)
    hand.fill("Behandlerens kode", PIN, enter=True)
    expect(page.get_by_role("heading", name="Besøget er gemt, og alle har svaret")).to_be_visible()

    # The chart, with one point each.
    page.get_by_role("button", name="Se familiens kurver").click()
    expect(page.get_by_role("heading", name="F-77", exact=False).first).to_be_visible()
    chart = page.locator(".js-plotly-plot").first
    expect(chart).to_be_visible()
    expect(chart.get_by_text("Mor", exact=False).first).to_be_visible()

    # A correction with a reason; the old value stays readable.
    page.get_by_role("button", name="Vis som tabel").first.click()
    first = page.get_by_role("cell").get_by_role("button", name=re.compile(r"^\d+,\d$")).first
    old = first.inner_text()
    first.click()
    expect(page.get_by_text(f"{old} svaret på skærmen", exact=False)).to_be_visible()
    opened = page.locator(".st-key-family_point_block")
    opened.get_by_role("button", name="Ret", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Mig selv").fill("9,0")
    dialog.get_by_label("Hvorfor rettes den?").fill("tastefejl")
    dialog.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Målingen er rettet.").first).to_be_visible()
    expect(page.get_by_text("Rettet til", exact=False)).to_be_visible()
    expect(page.get_by_text(f"{old} svaret på skærmen", exact=False)).to_be_visible()

    # The end, with its coded reason.
    page.get_by_text("Ret og administrér").click()
    page.get_by_role("button", name="Afslut forløbet").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Hvorfor sluttede det?").click()
    page.get_by_role("option", name="Målene er nået").click()
    dialog.get_by_text("Ja, planlagt").click()
    dialog.get_by_role("button", name="Afslut forløbet").click()
    expect(page.get_by_text("Forløbet er afsluttet.").first).to_be_visible()

    # The leader sees it.
    leader = open_page(server.url, size)
    sign_in(leader, server.site, "leader")
    leader.get_by_text("1 forløb er afsluttet de seneste 90 dage", exact=False).click()
    expect(leader.get_by_role("button", name="F-77")).to_be_visible()
    expect(leader.get_by_text("Målene er nået")).to_be_visible()


def test_a_family_of_three_takes_a_minute_and_forty_interactions(
    server: Server, open_page: Open
) -> None:
    """From opening the page to everything saved: the promise, counted."""
    site = server.site
    page = open_page(server.url, "tablet")
    sign_in(page, site, "practitioner")
    new_family(page, "F-60")
    menu(page, "Mine familier")
    hand = Counted(page)
    began = time.monotonic()
    hand.click("Nyt besøg hos F-60")
    expect(page.get_by_role("button", name="Begynd: familien svarer her")).to_be_visible()
    whole_visit(hand)
    seconds = time.monotonic() - began
    assert hand.interactions <= 40
    assert seconds <= 60


def test_the_locked_screen_opens_nothing_else(server: Server, open_page: Open) -> None:
    page = open_page(server.url, "tablet")
    sign_in(page, server.site, "practitioner")
    new_family(page, "F-9")
    page.get_by_role("button", name="Begynd: familien svarer her").click()
    expect(page.get_by_role("slider")).to_have_count(4)
    expect(page.get_by_test_id("stSidebar")).not_to_be_visible()
    for address in ("", "mine-familier", "familien", "konto", "nyt-besoeg"):
        page.goto(f"{server.url}/{address}")
        expect(page.get_by_role("slider")).to_have_count(4)
        expect(page.get_by_text("F-9")).to_have_count(0)
    # A wrong code keeps it shut, the right one opens.
    page.get_by_role("button", name="Ikke Mor?").click()
    code = page.get_by_label("Behandlerens kode", exact=False).first
    code.fill("1111")
    code.press("Enter")
    expect(page.get_by_text("Koden passer ikke.")).to_be_visible()
    code.fill(PIN)
    code.press("Enter")
    expect(page.get_by_role("button", name="Log ud")).to_be_visible()


def test_paper_is_typed_with_the_keyboard_alone(server: Server, open_page: Open) -> None:
    page = open_page(server.url)
    sign_in(page, server.site, "practitioner")
    new_family(page, "F-5")
    page.get_by_role("button", name="Tast svar fra papir").click()
    expect(page.get_by_role("heading", name="Tast svar fra papir")).to_be_visible()
    page.get_by_label("Mig selv").first.focus()
    for value in ("3,5", "4", "2.5", "3", ""):  # mother: four answers
        page.keyboard.type(value)
        page.keyboard.press("Tab")
    for _field in range(4):  # father: a total only
        page.keyboard.press("Tab")
    page.keyboard.type("22,5")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 svar er gemt.")).to_be_visible()
    expect(page.get_by_role("cell", name="13,0")).to_be_visible()
    expect(page.get_by_role("cell", name="22,5")).to_be_visible()


def test_a_mistake_on_paper_is_named_and_nothing_is_lost(server: Server, open_page: Open) -> None:
    page = open_page(server.url)
    sign_in(page, server.site, "practitioner")
    new_family(page, "F-6")
    page.get_by_role("button", name="Tast svar fra papir").click()
    fields = page.get_by_label("Mig selv")
    fields.first.fill("11")
    for label in ("Dem jeg er tæt på", "Hverdagen: arbejde, skole, venner", "Alt i alt"):
        page.get_by_label(label, exact=True).first.fill("5")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_text("Intet er gemt endnu", exact=False).first).to_be_visible()
    expect(fields.first).to_have_value("11")


def test_half_now_and_half_later_on_another_device_after_a_restart(
    server: Server, open_page: Open
) -> None:
    page = open_page(server.url, "tablet")
    sign_in(page, server.site, "practitioner")
    new_family(page, "F-8")
    hand = Counted(page)
    hand.click("Begynd: familien svarer her")
    for following in ("Giv videre til far", "Giv videre til barn", "Færdig"):
        hand.rate(0.3, 0.4, 0.35, 0.4)
        hand.click(following)
    expect(page.get_by_role("heading", name="Tak for jeres svar")).to_be_visible()
    stop(server.process)
    server.process = start(server.database, server.port)

    phone = open_page(server.url, "phone")
    sign_in(phone, server.site, "practitioner")
    phone.get_by_role("button", name="Fortsæt besøg").click()
    phone.get_by_role("button", name="Familien vurderer samarbejdet").click()
    on_phone = Counted(phone)
    for _person in range(3):
        on_phone.rate(0.9, 0.85, 0.9, 0.95)
    expect(phone.get_by_role("heading", name="Tak for jeres svar")).to_be_visible()
    on_phone.fill("Behandlerens kode", PIN, enter=True)
    expect(phone.get_by_role("heading", name="Besøget er gemt, og alle har svaret")).to_be_visible()


def test_reloading_keeps_one_signed_in_and_signing_out_does_not(
    server: Server, open_page: Open
) -> None:
    page = open_page(server.url)
    sign_in(page, server.site, "practitioner")
    page.wait_for_load_state("networkidle")
    page.reload()
    expect(page.get_by_role("button", name="Log ud")).to_be_visible()
    cookie = next(c for c in page.context.cookies() if c["name"] == "fit_session")
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
    page.get_by_role("button", name="Log ud").click()
    expect(page.get_by_label("Brugernavn")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.reload()
    expect(page.get_by_label("Brugernavn")).to_be_visible()
    # The old token is worth nothing, even put back by hand.
    page.context.add_cookies([cookie])
    page.reload()
    expect(page.get_by_label("Brugernavn")).to_be_visible()


def test_a_fresh_server_shows_nothing_at_any_address(server: Server, open_page: Open) -> None:
    """Before anybody has opened "/", Streamlit would run files it discovers by itself."""
    site_family = "F-4711"
    stop(server.process)
    ctx = wiring.build(from_environment({"FIT_TRACKER_DATABASE": str(server.database)}))
    server.site.ctx = ctx
    make_family(server.site, case_number=site_family)
    ctx.database.close()
    # Real addresses, and those that a discovered file would have.
    for address in ("mine-familier", "familien", "family"):
        cold = start_cold(server.database, server.port)
        page = open_page(f"{server.url}/{address}")
        expect(page.locator("input[type=password]")).to_be_attached()
        assert page.get_by_role("button", name="Log ud", include_hidden=True).count() == 0
        assert site_family not in page.content()
        cold.terminate()
        cold.wait(20)


def test_a_double_click_starts_one_visit(server: Server, open_page: Open) -> None:
    page = open_page(server.url)
    sign_in(page, server.site, "practitioner")
    new_family(page, "F-3")
    page.get_by_text("Udeblevet", exact=True).click()
    page.get_by_role("button", name="Gem", exact=True).dblclick()
    expect(page.get_by_role("heading", name="F-3", exact=False).first).to_be_visible()
    stop(server.process)
    ctx = wiring.build(from_environment({"FIT_TRACKER_DATABASE": str(server.database)}))
    found = ctx.database.cursor().execute("SELECT count(*) FROM visit").fetchone()
    ctx.database.close()
    assert found == (1,)
