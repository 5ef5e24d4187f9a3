"""The expected course, as people meet it: learned, adopted, seen, priced, and not yet there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Locator, Page, expect

from fit_tracker import wiring
from fit_tracker.domain.people import Actor
from fit_tracker.services import models, passwords, visits
from fit_tracker.services.context import Context
from fit_tracker.services.families import Created
from fit_tracker.settings import from_environment
from fit_tracker.ui.session import COOKIE
from tests.browser.conftest import SIZES, Server, menu, serving, sign_in, stop
from tests.browser.test_journeys import Counted
from tests.factories import (
    FAMILY_OF_THREE,
    PIN,
    Site,
    ask,
    give,
    make_family,
    make_finished,
    make_site,
)

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
Serve = Callable[[Path], Server]

FEW, MANY = 3, 84
BEGUN, OWN, OTHER = "F-7", "F-22", "S-22"
# Alarm scores 6 and 15 after the last two: twice over the threshold at a budget of 10 % (4 to
# 4.5), once at 2 % (11 to 12.5).
SINKING = ("22", "21", "20")
# What the practitioner may read, and never the family in whose hands the screen is.
FORESEEN = re.compile(r"forvent|ventes|risiko|flag|alarm|drøfte|bånd|model|\d %", re.IGNORECASE)
CASE = re.compile(r"\b[FST]-\d")
WARNINGS = "Vores advarsler"
BELOW = "Mors trivsel ligger under det forventede"


@dataclass(frozen=True)
class Sites:
    """The same site three times: too few courses, enough of them, and a model in use."""

    site: Site
    few: Path
    many: Path
    adopted: Path


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    patch = pytest.MonkeyPatch()
    patch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))
    folder = tmp_path_factory.mktemp("expected")
    few, many, adopted = (folder / f"{name}.duckdb" for name in ("few", "many", "adopted"))
    site = make_site(opened(adopted, Random(3)))
    in_treatment(site)
    make_finished(site, FEW)
    copied(site, few)
    make_finished(site, MANY - FEW, seed=2, first=FEW + 1)
    copied(site, many)
    (found,) = models.learn(site.ctx, site.admin)
    assert found.model_id is not None
    models.adopt(site.ctx, site.admin, found.model_id)
    site.ctx.database.close()
    yield Sites(site, few, many, adopted)
    patch.undo()


def opened(database: Path, ids: Random) -> Context:
    """The folds of families follow their ids: the same ids give the same thresholds."""
    ctx = wiring.build(from_environment({"FIT_TRACKER_DATABASE": str(database)}))
    return replace(ctx, new_id=lambda: UUID(int=ids.getrandbits(128), version=4))


def in_treatment(site: Site) -> None:
    """Parents who have just begun, and a mother who sinks in each of the two teams."""
    begun = make_family(site, case_number=BEGUN, members=FAMILY_OF_THREE[:2])
    visited(site, begun, site.practitioner, 2, "24", "20")
    for case, name in ((OWN, "practitioner"), (OTHER, "other_practitioner")):
        family = make_family(site, site.actors[name], case_number=case)
        for place, total in enumerate(SINKING):
            visited(site, family, site.actors[name], 3 - place, total)


def visited(site: Site, family: Created, who: Actor, weeks_ago: int, *totals: str) -> None:
    """A visit that is over: only the wellbeing was rated."""
    on = site.ctx.today() - timedelta(weeks=weeks_ago)
    visits.close(site.ctx, who, give(site, family, on, *totals, actor=who).visit_id)


def copied(site: Site, to: Path) -> None:
    """The site as it stands, once it is closed; then it goes on."""
    path = site.ctx.database.path
    site.ctx.database.close()
    shutil.copyfile(path, to)
    built = wiring.build(from_environment({"FIT_TRACKER_DATABASE": str(path)}))
    site.ctx = replace(built, new_id=site.ctx.new_id)


@pytest.fixture
def serve(sites: Sites, tmp_path: Path) -> Iterator[Serve]:
    """`serve(sites.many)` runs the app on a copy of it."""
    with ExitStack() as stack:

        def _serve(path: Path) -> Server:
            database = tmp_path / "site.duckdb"
            shutil.copyfile(path, database)
            return stack.enter_context(serving(database, sites.site))

        yield _serve


def signed_in(open_page: Open, server: Server, name: str, size: str = "desktop") -> Page:
    page = open_page(server.url, size)
    sign_in(page, server.site, name)
    return page


def sees(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_text(text).first).to_be_visible()


def sees_no(page: Page, text: str | re.Pattern[str]) -> None:
    """Nor is it hidden anywhere in the page."""
    expect(page.get_by_text(text)).to_have_count(0)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def open_family(page: Page, case: str) -> Locator:
    """From the list of families to one of them; its chart."""
    press(page, case)
    expect(page.get_by_role("heading", name=case, exact=False).first).to_be_visible()
    return drawn(page)


def drawn(page: Page) -> Locator:
    chart = page.locator(".js-plotly-plot").first
    expect(chart).to_be_visible()
    return chart


def traces(chart: Locator) -> list[str]:
    """The names of what is drawn."""
    names: list[str] = chart.evaluate("chart => chart.data.map(trace => trace.name || '')")
    return names


def at_end(server: Server, query: str) -> list[tuple[object, ...]]:
    """What the database says once the server has let go of it."""
    stop(server.process)
    ctx = wiring.build(from_environment({"FIT_TRACKER_DATABASE": str(server.database)}))
    found = ask(ctx, query)
    ctx.database.close()
    return found


def test_an_administrator_learns_looks_and_adopts(
    serve: Serve, sites: Sites, open_page: Open
) -> None:
    server = serve(sites.many)
    page = signed_in(open_page, server, "administrator")
    menu(page, WARNINGS)
    sees(page, f"{MANY} familier har et afsluttet forløb")
    press(page, "Lær af de afsluttede forløb")
    expect(page.get_by_role("progressbar")).to_be_visible()
    sees(page, f"En ny model er klar og har lært af {MANY} forløb.")
    sees(page, "Den er ikke taget i brug endnu.")
    press(page, "Se, hvad den ændrer")
    sees(page, re.compile(r"\d flag kommer til|ændrer ingen flag nu \(3 forløb i gang\)"))
    sees_no(page, CASE)
    press(page, "Tag i brug")
    sees(page, "er taget i brug.")
    sees(page, "Advarslerne finder")
    sees(page, f"Modellen har lært af alle {MANY} afsluttede forløb.")
    sees_no(page, CASE)

    menu(page, "Hvem har set hvad")
    page.get_by_text("Vis de seneste handlinger i systemet").click()
    for what in ("beregnede en ny model", "så, hvad en ny model ville ændre", "tog en ny model"):
        sees(page, what)
    (states,) = at_end(server, "SELECT state, n_courses FROM progression_model")
    assert states == ("adopted", MANY)


def test_a_fall_is_told_to_the_practitioner_and_not_to_the_family(
    serve: Serve, sites: Sites, open_page: Open
) -> None:
    server = serve(sites.adopted)
    desk = signed_in(open_page, server, "practitioner")
    from_paper(desk, server.site.ctx.today() - timedelta(weeks=1), "20")
    # Below once: what is expected is shown, and nobody is called.
    assert traces(open_family(desk, BEGUN))[:3] == ["80 %", "50 %", "forventet"]
    sees(desk, "Næste gang ventes mors måling mellem")
    sees(desk, "Ingen regel beder om at drøfte forløbet nu.")
    sees_no(desk, BELOW)

    tablet = signed_in(open_page, server, "practitioner", "tablet")
    press(tablet, f"Nyt besøg hos {BEGUN}")
    in_the_familys_hands(tablet)

    # The same on a desk and, back in the practitioner's hand, on a screen as narrow as a phone.
    press(tablet, "Se familiens kurver")
    width, height = SIZES["phone"]
    tablet.set_viewport_size({"width": width, "height": height})
    menu(desk, "Mine familier")
    open_family(desk, BEGUN)
    for page in (desk, tablet):
        chart = drawn(page)
        assert traces(chart)[:3] == ["80 %", "50 %", "forventet"]
        sees(page, f"{BELOW} ved de to seneste besøg; ")
        sees(page, f"med denne kurve endte uden pålidelig fremgang (bygger på {MANY} afsluttede")
        sees(page, re.compile(r"Sådan et flag har her været rigtigt \D*\d+ af \d+"))
        sees(page, "Næste gang ventes mors måling mellem")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        box = chart.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= page.evaluate("innerWidth")


def from_paper(page: Page, on: object, mother: str) -> None:
    """A visit of that day, typed with the keyboard, then closed without the alliance."""
    press(page, f"Nyt besøg hos {BEGUN}")
    day = page.get_by_label("Dato")
    day.fill(f"{on:%d-%m-%Y}")
    day.press("Tab")
    press(page, "Tast svar fra papir")
    page.get_by_label("eller total").first.focus()
    page.keyboard.type(mother)
    page.keyboard.press("Enter")
    sees(page, "1 svar er gemt.")
    press(page, "Afslut besøget uden resten")


def in_the_familys_hands(page: Page) -> None:
    """The mother falls further, and sees her own curve and nothing that is foreseen."""
    hand = Counted(page)
    hand.click("Begynd: familien svarer her")
    for following in ("Giv videre til far", "Færdig"):
        sees_no(page, FORESEEN)
        hand.rate(0.43, 0.43, 0.43, 0.43)
        expect(page.get_by_role("heading", name="Tak,", exact=False)).to_be_visible()
        names = traces(drawn(page))
        assert names
        assert not [name for name in names if FORESEEN.search(name)]
        sees_no(page, FORESEEN)
        hand.click(following)
    expect(page.get_by_role("heading", name="Tak for jeres svar")).to_be_visible()
    sees_no(page, FORESEEN)
    hand.fill("Behandlerens kode", PIN, enter=True)
    expect(page.get_by_role("button", name="Log ud")).to_be_attached()


def test_a_leader_sees_the_price_of_another_budget_and_the_flags_follow(
    serve: Serve, sites: Sites, open_page: Open
) -> None:
    server = serve(sites.adopted)
    practitioner = signed_in(open_page, server, "practitioner")
    sees(practitioner, BELOW)

    # The other team's leader looks at the same, and at no family of this team.
    other = signed_in(open_page, server, "other_leader", "phone")
    look_at_two_percent(other)
    sees(other, OTHER)
    sees_no(other, re.compile(r"\b[FT]-\d"))
    press(other, "Nej, behold det, som det er")

    leader = signed_in(open_page, server, "leader")
    look_at_two_percent(leader)
    sees(leader, OWN)
    sees_no(leader, re.compile(r"\b[ST]-\d"))
    sees(practitioner, BELOW)
    press(leader, "Ja, skift alarmbudgettet")
    sees(leader, "Alarmbudgettet er nu 2 %.")
    practitioner.reload()
    expect(practitioner.get_by_role("button", name=OWN, exact=True)).to_be_visible()
    sees_no(practitioner, BELOW)
    open_family(practitioner, OWN)
    sees(practitioner, "Ingen regel beder om at drøfte forløbet nu.")


def look_at_two_percent(page: Page) -> None:
    """What it costs and what it would change, before it counts."""
    menu(page, WARNINGS)
    page.get_by_role("radio", name="2 %", exact=True).click()
    sees(page, "Med højst 1 falsk alarm for hver 50 forløb, der ender godt, finder vi")
    press(page, "Skift til 2 %: se, hvad det ændrer")
    # The other team has so few families that the leader's count is of their own alone.
    sees(page, "Nu: 0 flag kommer til, og 1 forsvinder")
    page.get_by_text("Vis 1 familie hos jer").click()


def test_no_other_role_comes_to_the_warnings_by_their_address(
    serve: Serve, sites: Sites, open_page: Open
) -> None:
    server = serve(sites.adopted)
    page = open_page(server.url)
    for name in ("practitioner", "emergency", "steering"):
        sign_in(page, server.site, name)
        # The cookie that outlives the page is set after it is drawn.
        while not any(cookie["name"] == COOKIE for cookie in page.context.cookies()):
            page.wait_for_timeout(50)
        page.goto(f"{server.url}/advarsler")
        sees(page, "Din rolle har ikke adgang til denne side")
        expect(page.get_by_role("link", name=WARNINGS)).to_have_count(0)
        sees_no(page, re.compile("Advarslerne finder|Modellens udgaver|alarmbudget"))
        press(page, "Log ud")
        page.context.clear_cookies()


def test_with_too_few_courses_only_an_assumption_can_be_drawn(
    serve: Serve, sites: Sites, open_page: Open
) -> None:
    server = serve(sites.few)
    page = signed_in(open_page, server, "practitioner")
    chart = open_family(page, OWN)
    assert traces(chart) == ["Mor"]
    sees(page, f"der mangler {80 - FEW} afsluttede forløb ({FEW} af 80)")

    phone = signed_in(open_page, server, "administrator", "phone")
    menu(phone, WARNINGS)
    sees(phone, f"Der mangler {80 - FEW} afsluttede forløb, før vi kan forudse et forløb")
    phone.get_by_label("Point frem ved besøg 8").fill("5,0")
    phone.get_by_label("Hvor kommer tallet fra?").fill("Undersøgelse 2019, s. 4")
    press(phone, "Tænd startkurven")
    sees(phone, "Startkurven er tændt.")

    menu(page, "Mine familier")
    chart = open_family(page, OWN)
    expect(chart).to_contain_text("Antagelse, ikke data")
    assert traces(chart) == ["antagelse", "Mor"]
    dash = chart.evaluate("chart => chart.data[0].line.dash")
    assert dash.split(",")[0] in ("dot", "1px", "2px"), "dotted, never a line as of data"
    sees(page, "Den prikkede linje er en antagelse, ikke data (Undersøgelse 2019, s. 4).")
    sees(page, f"der mangler {80 - FEW} afsluttede forløb")
