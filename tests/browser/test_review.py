"""A quarter in the steering group: prepared, frozen, read, taken home, decided on, and the next."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Server, menu, serving_site, sign_in
from tests.factories import Site, add_user, ask, make_family, make_finished

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
DECIDED = "Alle nye forløb måles ved første besøg"
COURSES = 40


@pytest.fixture
def quarter(site: Site) -> Iterator[tuple[Server, list[str]]]:
    """Forty courses that ended five weeks ago, a family by hand, and every name there is."""
    make_finished(site, COURSES)
    make_family(site, case_number="F-4711")
    add_user(site, "gudrun_testperson", site.practitioner.role, ())
    names = known_names(site)
    with serving_site(site) as running:
        yield running, names


def known_names(site: Site) -> list[str]:
    """Case numbers, ids of families and members, and who works here; not the two who look."""
    ctx = site.ctx
    found = [str(one) for (one,) in ask(ctx, "SELECT case_number FROM family")]
    for table, key in (("family", "family_id"), ("member", "member_id"), ("episode", "episode_id")):
        found += [str(one) for (one,) in ask(ctx, f"SELECT {key} FROM {table}")]
    staff = "SELECT display_name FROM app_user WHERE role NOT IN ('steering', 'project')"
    return found + [one for (one,) in ask(ctx, staff) if len(one) > 6]


def nobody_in(text: str, names: list[str]) -> None:
    found = [one for one in names if re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", text)]
    assert not found, found


def press(page: Page, name: str) -> None:
    """Sooner than this, a second press counts as half of a double click."""
    page.wait_for_timeout(600)
    page.get_by_role("button", name=name, exact=True).first.click()


def compute(page: Page, first: date, last: date) -> None:
    """A review of days of one's own."""
    page.get_by_label("Periode").click()
    page.get_by_role("option", name="Egne datoer").click()
    page.get_by_label("Fra og med").fill(f"{first:%d-%m-%Y}")
    page.get_by_label("Til og med").fill(f"{last:%d-%m-%Y}")
    page.get_by_label("Til og med").press("Tab")
    press(page, "Beregn")
    expect(page.get_by_text("Tallene er låst som version 1.")).to_be_visible()


def release(page: Page) -> None:
    press(page, "Frigiv til styregruppen")
    press(page, "Ja, frigiv den")
    expect(page.get_by_text("Gennemgangen er frigivet.").first).to_be_visible()


def taken(page: Page, label: str) -> bytes:
    with page.expect_download() as download:
        press(page, label)
    return Path(download.value.path()).read_bytes()


def written_in(content: bytes) -> str:
    """Everything a file says: a PDF's text and metadata, or each file within a package."""
    if content.startswith(b"%PDF"):
        reader = PdfReader(BytesIO(content))
        return " ".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])
    if not zipfile.is_zipfile(BytesIO(content)):
        return content.decode("utf-8")
    with zipfile.ZipFile(BytesIO(content)) as package:
        inside = [package.read(name) for name in package.namelist()]
    return " ".join(
        written_in(one) if zipfile.is_zipfile(BytesIO(one)) else one.decode("utf-8", "replace")
        for one in inside
    )


def test_a_quarter_in_the_steering_group(
    quarter: tuple[Server, list[str]], open_page: Open
) -> None:
    server, names = quarter
    today = server.site.ctx.today()
    leads, reads = open_page(server.url), open_page(server.url)
    sign_in(reads, server.site, "steering")
    empty = "Der er ingen gennemgang klar endnu"
    expect(reads.get_by_role("heading", level=1)).to_have_text(empty)

    # Prepared: a series, a period, a draft that nobody else sees, a note, and a yes.
    sign_in(leads, server.site, "project")
    press(leads, "Ny møderække")
    leads.get_by_label("Navn").fill("Hele afdelingen")
    press(leads, "Opret møderækken")
    expect(leads.get_by_role("heading", name="Lav en gennemgang")).to_be_visible()
    compute(leads, today - timedelta(days=120), today - timedelta(days=30))
    reads.reload()
    expect(reads.get_by_role("heading", level=1)).to_have_text(empty)
    press(leads, "Skriv en note")
    leads.get_by_role("textbox", name="Note").fill("Sommeren var stille.")
    press(leads, "Gem")
    expect(leads.get_by_text("Sommeren var stille.")).to_be_visible()
    release(leads)

    # Read: the same page for the steering group, without a person anywhere.
    message = leads.get_by_role("heading", level=1).inner_text()
    reads.reload()
    expect(reads.get_by_role("heading", level=1)).to_have_text(message)
    expect(reads.get_by_text("Sommeren var stille.")).to_be_visible()
    expect(reads.get_by_text("Ingen kontrolgruppe").first).to_be_visible()
    expect(reads.get_by_role("link", name="Gør klar")).to_have_count(0)
    nobody_in(reads.content(), names)

    # Taken home: the same figures, and nobody in text, figures or metadata.
    for label in ("Hent PDF", "Hent PowerPoint"):
        content = written_in(taken(reads, label))
        assert "Sommeren var stille." in " ".join(content.split())
        nobody_in(content, names)
    nobody_in(written_in(taken(leads, "Hent JSON")), names)

    # On the wall: by key, on and back, and out.
    press(reads, "Vis på storskærm")
    expect(reads.get_by_text(re.compile(r"^1 af \d+ · "))).to_be_visible()
    expect(reads.get_by_test_id("stSidebar")).to_be_hidden()
    reads.keyboard.press("PageDown")
    reads.keyboard.press("ArrowRight")
    expect(reads.get_by_text(re.compile(r"^3 af \d+ · "))).to_be_visible()
    nobody_in(reads.content(), names)
    reads.keyboard.press("ArrowLeft")
    expect(reads.get_by_text(re.compile(r"^2 af \d+ · "))).to_be_visible()
    reads.keyboard.press("Escape")
    expect(reads.get_by_role("button", name="Vis på storskærm")).to_be_visible()

    # Decided; and the next review begins with it.
    press(leads, "Skriv en beslutning op")
    leads.get_by_label("Hvad blev besluttet?").fill(DECIDED)
    leads.get_by_label("Hvem sørger for det?").fill("MJ")
    press(leads, "Gem")
    expect(leads.get_by_text(DECIDED).first).to_be_visible()
    press(leads, "Hele afdelingen")
    compute(leads, today - timedelta(days=29), today - timedelta(days=1))
    release(leads)
    reads.reload()
    expect(reads.get_by_text("Besluttet sidst", exact=True)).to_be_visible()
    expect(reads.get_by_text(DECIDED)).to_be_visible()
    nobody_in(reads.content(), names)


@pytest.mark.parametrize("size", ["tablet", "phone"])
def test_a_review_fits_the_screen_it_is_read_on(
    quarter: tuple[Server, list[str]], open_page: Open, size: str
) -> None:
    server, _names = quarter
    leads = open_page(server.url, size=size)
    sign_in(leads, server.site, "project")
    menu(leads, "Gør klar")
    press(leads, "Ny møderække")
    leads.get_by_label("Navn").fill("Hele afdelingen")
    press(leads, "Opret møderækken")
    today = server.site.ctx.today()
    compute(leads, today - timedelta(days=120), today - timedelta(days=1))
    expect(leads.get_by_text("Vis tallene").first).to_be_visible()
    wide = "e => e.scrollWidth - e.clientWidth"
    assert leads.get_by_test_id("stMain").evaluate(wide) <= 0
    press(leads, "Vis på storskærm")
    leads.get_by_role("button", name="Næste").click()
    expect(leads.get_by_text(re.compile(r"^2 af \d+ · "))).to_be_visible()
    assert leads.get_by_test_id("stMain").evaluate(wide) <= 0
