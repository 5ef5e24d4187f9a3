"""What is typed and not saved is there after a look at another page; the menu leads back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from fit_tracker.services import group_places, supervision
from tests.browser.conftest import Server, menu, serving_site, sign_in
from tests.factories import Site, make_family, make_group

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.fixture
def prepared(site: Site) -> Iterator[Server]:
    """A server where a family has its place in a group, and on the agenda of supervision."""
    family = make_family(site)
    group_id, today = make_group(site), site.ctx.today()
    since = today - timedelta(days=60)
    group_places.place(site.ctx, site.practitioner, group_id, family.episode_id, since)
    agenda = supervision.begin(site.ctx, site.leader, site.teams[0].team_id, today)
    supervision.pick(site.ctx, site.leader, agenda, "F-1")
    with serving_site(site) as running:
        yield running


def title(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)


def visit(page: Page, label: str, address: str) -> None:
    """Another page, with the time between pressing and letting go that a hand takes."""
    link = page.get_by_test_id("stSidebar").get_by_role("link", name=label, exact=True)
    link.click(delay=300)
    expect(page).to_have_url(re.compile(address))


def test_a_groups_session_is_kept_and_the_menu_leads_back_to_the_list(
    prepared: Server, open_page: Open
) -> None:
    page = open_page(prepared.url)
    sign_in(page, prepared.site, "practitioner")
    menu(page, "Grupper")
    page.get_by_role("button", name="Angstgruppe").click()
    title(page, "Angstgruppe er ikke begyndt")
    page.get_by_role("button", name="Skriv en gang op").click()
    mother = page.get_by_label("Mor · trivsel før")
    mother.fill("23")
    visit(page, "Opfølgning", "opfoelgning")
    expect(mother).to_have_count(0)
    visit(page, "Grupper", "grupper")
    expect(mother).to_have_value("23")
    # Pressed where one is, the menu leads to the list; what was typed waits in its form.
    visit(page, "Grupper", "grupper")
    title(page, "Én gruppe er i gang")
    page.get_by_role("button", name="Angstgruppe").click()
    page.get_by_role("button", name="Skriv en gang op").click()
    expect(mother).to_have_value("23")


def test_a_decision_is_kept(prepared: Server, open_page: Open) -> None:
    page = open_page(prepared.url)
    sign_in(page, prepared.site, "leader")
    menu(page, "Supervision")
    field = page.get_by_label("Beslutning")
    field.fill("To besøg om ugen")
    visit(page, "Opfølgning", "opfoelgning")
    expect(field).to_have_count(0)
    visit(page, "Supervision", "supervision")
    expect(field).to_have_value("To besøg om ugen")
