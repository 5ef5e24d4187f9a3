"""Two people in the emergency family team at the same time, each in their own browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, menu, serving_site, sign_in
from tests.factories import Site, give, make_family

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.fixture
def flagged(site: Site) -> Iterator[Server]:
    """A server where one family stands in the queue: mother fell at two visits running."""
    family = make_family(site)
    for ago, mother in ((60, "30"), (40, "20"), (20, "19")):
        give(site, family, site.ctx.today() - timedelta(days=ago), mother, "20")
    with serving_site(site) as running:
        yield running


def queue(open_page: Open, server: Server, name: str) -> Page:
    page = open_page(server.url)
    sign_in(page, server.site, name)
    menu(page, "Beredskab")
    expect(page.get_by_role("heading", level=1)).to_have_text("Én familie venter på en ejer")
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def test_two_take_the_same_and_one_is_told_who_was_first(flagged: Server, open_page: Open) -> None:
    leader = queue(open_page, flagged, "leader")
    other = queue(open_page, flagged, "emergency")
    press(leader, "Tag F-1")
    title = leader.get_by_role("heading", level=1)
    expect(title).to_have_text("F-1: kontakt familien")
    press(other, "Tag F-1")
    expect(other.get_by_text("Leader tog den kl.")).to_be_visible()
    expect(other.get_by_text("Ejer: Leader")).to_be_visible()
    other.wait_for_timeout(600)  # sooner, a second press counts as half of a double click
    # The second writes down what the family said, and the leader is quicker with the contact.
    press(other, "F-1")
    other.get_by_text("Mere", exact=True).click()
    press(other, "Skriv, hvad familien sagde")
    other.get_by_label("Det sagde familien").fill("Aftenerne er værst.")
    press(leader, "Notér kontakt")
    press(leader, "Gem")
    expect(title).to_have_text("F-1: der mangler en beslutning")
    press(other, "Gem")
    expect(other.get_by_text("Leader noterede en kontakt kl.")).to_be_visible()
    # Nothing was lost: the words stand in the form, and go in at the second try.
    other.get_by_text("Mere", exact=True).click()
    press(other, "Skriv, hvad familien sagde")
    expect(other.get_by_label("Det sagde familien")).to_have_value("Aftenerne er værst.")
    press(other, "Gem")
    expect(other.get_by_text("Familiens ord er skrevet op.")).to_be_visible()
    expect(other.get_by_text("Aftenerne er værst.")).to_be_visible()
