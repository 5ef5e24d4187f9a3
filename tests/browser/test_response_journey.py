"""The whole way of a flag: a family falls, is taken, helped, gets better, and is closed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from fit_tracker.domain.responses import Decision, Result
from fit_tracker.services import responses, visits
from fit_tracker.services.context import Context
from fit_tracker.services.families import Created
from tests.browser.conftest import Server, menu, serving_site, sign_in
from tests.factories import Site, ask, give, make_family

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
CASE = "F-1"
EARLIER = 4


@pytest.fixture
def falling(site: Site) -> Iterator[Server]:
    """F-1 has fallen once, which alone is no flag; four others were false alarms."""
    for number in range(EARLIER):
        false_alarm(site, f"F-{number + 100}")
    family = make_family(site, case_number=CASE)
    rated(site, family, ((60, "30"), (40, "20")))
    with serving_site(site) as running:
        yield running


def rated(site: Site, family: Created, given: Sequence[tuple[int, str]]) -> None:
    """Visits so many days ago that are over, with the mother's total."""
    for ago, mother in given:
        on = site.ctx.today() - timedelta(days=ago)
        visit_id = give(site, family, on, mother, "20").visit_id
        visits.close(site.ctx, site.practitioner, visit_id)


def false_alarm(site: Site, case_number: str) -> None:
    """A family that was flagged, looked at, and found to be well."""
    family = make_family(site, case_number=case_number)
    rated(site, family, ((60, "30"), (40, "20"), (20, "19")))
    ctx, actor = site.ctx, site.actors["emergency"]
    (response_id,) = opened(ctx, family.episode_id)
    responses.take(ctx, actor, response_id, 1)
    responses.contact(ctx, actor, response_id, 2, ctx.today())
    responses.decide(ctx, actor, response_id, 3, [Decision.NO_ACTION], "det går godt hjemme")
    responses.close(ctx, actor, response_id, 4, Result.FALSE_ALARM, "sygdom den ene uge")


def opened(ctx: Context, episode_id: object) -> tuple[object, ...]:
    query = "SELECT response_id FROM response WHERE episode_id = ? AND state <> 'closed'"
    return tuple(row[0] for row in ask(ctx, query, episode_id))


def press(page: Page, name: str) -> None:
    """Sooner than this, a second press counts as half of a double click."""
    page.wait_for_timeout(600)
    page.get_by_role("button", name=name, exact=True).first.click()


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def visited(page: Page, mother: str) -> None:
    """A visit of today with the parents' totals, typed from paper."""
    menu(page, "Nyt besøg")
    page.get_by_label("Familie", exact=True).click()
    page.get_by_role("option", name=CASE, exact=True).click()
    press(page, "Tast svar fra papir")
    heading(page, "Tast svar fra papir")
    for place, total in enumerate((mother, "20")):
        page.get_by_label("eller total").nth(place).fill(total)
    press(page, "Gem")
    expect(page.get_by_text("2 svar er gemt.")).to_be_visible()
    press(page, "Afslut besøget uden resten")
    expect(page.get_by_role("button", name=f"Nyt besøg hos {CASE}", exact=True)).to_be_visible()


def test_from_a_fall_to_a_result(falling: Server, open_page: Open) -> None:
    site = falling.site
    team = open_page(falling.url)
    sign_in(team, site, "emergency")
    heading(team, "Ingen familier venter på handling")
    expect(team.get_by_text("0 % af flagene var rigtige (0 af 4 afsluttede)")).to_have_count(0)

    # The practitioner records the second fall; the family stands in the queue at once.
    treating = open_page(falling.url)
    sign_in(treating, site, "practitioner")
    visited(treating, "19")
    team.reload()
    heading(team, "Én familie venter på en ejer")

    press(team, f"Tag {CASE}")
    heading(team, f"{CASE}: kontakt familien")
    press(team, "Notér kontakt")
    press(team, "Gem")
    heading(team, f"{CASE}: der mangler en beslutning")
    press(team, "Beslut")
    dialog = team.get_by_role("dialog")
    dialog.get_by_text("Mere intensiv hjælp", exact=True).click()
    dialog.get_by_label("Timer om ugen", exact=False).fill("6")
    dialog.get_by_label("Hvad blev aftalt?").fill("to besøg om ugen den næste tid")
    press(team, "Gem beslutningen")
    heading(team, f"{CASE}: se, om beslutningen hjælper")

    # The practitioner reads the decision on the family's own page, without the queue.
    press(treating, CASE)
    expect(treating.get_by_text("Mere intensiv hjælp", exact=False).first).to_be_visible()
    expect(treating.get_by_text("to besøg om ugen den næste tid")).to_be_visible()
    expect(treating.get_by_role("link", name="Beredskab")).to_have_count(0)

    # It helps: the family is back on its way, and the card says so.
    for mother in ("31", "32", "33"):
        visited(treating, mother)
    team.reload()
    menu(team, "Beredskab")
    expect(team.get_by_text("6 t. om ugen", exact=False).first).to_be_visible()
    press(team, CASE)
    expect(
        team.get_by_text("Reglerne beder ikke længere om en samtale om forløbet.")
    ).to_be_visible()
    press(team, "Afslut")
    dialog = team.get_by_role("dialog")
    dialog.get_by_text("Tilbage på sporet", exact=True).click()
    press(team, "Afslut sagen")

    # What it taught: how often a flag is right here, and how soon somebody came.
    menu(team, "Beredskab")
    heading(team, "Ingen familier venter på handling")
    expect(team.get_by_text("20 % af flagene var rigtige (1 af 5 afsluttede)")).to_be_visible()
    expect(
        team.get_by_text(re.compile(r"Fra flag til første kontakt: samme dag i median"))
    ).to_be_visible()
