"""A mother answers a programme's questionnaire on the tablet; the father's is typed from paper."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from fit_tracker import wiring
from fit_tracker.settings import from_environment
from tests.browser.conftest import Server, menu, sign_in, start, stop
from tests.factories import PIN, make_family
from tests.programme_factories import make_enrolment, make_programme

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.fixture
def enrolled(server: Server) -> Server:
    """The same server on a database where two parents have just begun."""
    stop(server.process)
    ctx = wiring.build(from_environment({"FIT_TRACKER_DATABASE": str(server.database)}))
    server.site.ctx = ctx
    kursus = make_programme(server.site)
    family = make_family(server.site)
    for person in (0, 1):
        make_enrolment(server.site, kursus, family, person=person)
    ctx.database.close()
    server.process = start(server.database, server.port)
    return server


def rate(page: Page, *shares: float, done: str = "Færdig") -> None:
    lines = page.get_by_role("slider")
    expect(lines).to_have_count(len(shares))
    expect(lines.first).to_have_attribute("aria-valuetext", "ikke besvaret")
    for number, share in enumerate(shares):
        box = lines.nth(number).bounding_box()
        assert box is not None
        lines.nth(number).click(position={"x": box["width"] * share, "y": box["height"] / 2})
    page.get_by_role("button", name=done).click()


@pytest.mark.parametrize("size", ["tablet", "phone"])
def test_from_the_list_to_the_tablet_and_back(enrolled: Server, open_page: Open, size: str) -> None:
    page = open_page(enrolled.url, size)
    sign_in(page, enrolled.site, "practitioner")
    menu(page, "Før og efter")
    expect(page.get_by_role("heading", name="To spørgeskemaer kan besvares nu")).to_be_visible()
    page.get_by_role("button", name="Svar: F-1, Mor, Før").click()
    page.get_by_role("button", name="Mor svarer her").click()

    # One scale at a time; nothing else opens, whatever the address, also after a reload.
    expect(page.get_by_role("heading", name="Hej, Mor. Hvor presset har du været")).to_be_visible()
    rate(page, 0.5, 0.7, done="Næste")
    expect(page.get_by_text("2 af 2")).to_be_visible()
    for address in ("", "foer-efter", "skema", "familien", "familievisning", "konto"):
        page.goto(f"{enrolled.url}/{address}")
        expect(page.get_by_text("2 af 2")).to_be_visible()
        expect(page.get_by_text("F-1")).to_have_count(0)
        expect(page.get_by_test_id("stSidebar")).not_to_be_visible()
    rate(page, 0.2, 0.4)
    expect(page.get_by_role("heading", name="Tak for dine svar")).to_be_visible()

    # A wrong code keeps it shut, the right one leads back to the questionnaire.
    code = page.get_by_label("Behandlerens kode", exact=False).first
    code.fill("1111")
    code.press("Enter")
    expect(page.get_by_text("Koden passer ikke.")).to_be_visible()
    code.fill(PIN)
    code.press("Enter")
    expect(page.get_by_role("heading", name="Alle svar er gemt")).to_be_visible()
    expect(page.get_by_text(re.compile(r"^\d,\d af 6$"))).to_be_visible()
    page.get_by_role("button", name="Til før og efter").click()
    expect(page.get_by_role("heading", name="Ét spørgeskema kan besvares nu")).to_be_visible()


def test_paper_is_typed_with_the_keyboard_alone(enrolled: Server, open_page: Open) -> None:
    page = open_page(enrolled.url)
    sign_in(page, enrolled.site, "practitioner")
    menu(page, "Før og efter")
    page.get_by_role("button", name="Svar: F-1, Far, Før").click()
    page.get_by_role("button", name="Tast svar fra papir").click()
    page.get_by_label("Spændt og presset").first.focus()
    for value in ("3,2", "4,4", ""):
        page.keyboard.type(value)
        page.keyboard.press("Tab")
    for _field in range(2):
        page.keyboard.press("Tab")
    page.keyboard.type("2,5")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 svar er gemt.")).to_be_visible()
    expect(page.get_by_text("3,8 af 6")).to_be_visible()
    expect(page.get_by_text("2,5 af 5")).to_be_visible()
