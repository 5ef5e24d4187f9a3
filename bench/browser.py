"""From the click to the word "gemt", as a person sees it, in a real browser.

The clock runs inside the page: it starts with the click and stops when the notice that
the ratings are saved has been put on the page. A family's whole visit is typed from
paper, which sends the most in one click.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

from bench import data
from bench.report import Figure, timed
from bench.server import running
from fit_tracker.services.demo import DEMO_ACCOUNTS, DEMO_PASSWORD

VISITS = 20
LIMIT_MS = 500
CHROMIUM = os.environ.get("FIT_TRACKER_CHROMIUM") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# Resolves with the milliseconds from the click on `button` to the notice on the page.
UNTIL_SAVED = """
button => new Promise(resolve => {
  let start = 0;
  const saved = () => [...document.querySelectorAll('[data-testid="stAlert"]')]
    .some(box => box.innerText.includes('gemt'));
  const watch = new MutationObserver(() => {
    if (start && saved()) { watch.disconnect(); resolve(performance.now() - start); }
  });
  watch.observe(document.body, {childList: true, subtree: true, characterData: true});
  button.addEventListener('click', () => { start = performance.now(); }, {once: true});
  button.click();
})
"""


def browser() -> list[Figure]:
    """Click to "gemt" with the demo database, the large one having no part in drawing."""
    with data.scratch("demo") as path, running(path) as server, _page() as page:
        _sign_in(page, f"http://localhost:{server.port}/")
        seconds = [_visit(page, number) for number in range(VISITS)]
    return [timed("click → «gemt» in the browser, a whole visit", seconds[1:], LIMIT_MS)]


@contextmanager
def _page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield chromium.new_page(locale="da-DK")
        finally:
            chromium.close()


def _sign_in(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Brugernavn").fill(DEMO_ACCOUNTS[0].username)
    page.get_by_label("Adgangskode").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Log ind").click()
    page.get_by_role("link", name="Mine familier").wait_for()


def _visit(page: Page, number: int) -> float:
    page.get_by_role("link", name="Mine familier").click()
    page.get_by_role("button", name="Nyt besøg hos").first.click()
    page.get_by_role("button", name="Tast svar fra papir").click()
    page.locator("form, [data-testid='stForm']").first.wait_for()
    fields = page.locator("[data-testid='stForm'] input[type=text]")
    fields.first.wait_for()
    for field in fields.all():
        if field.get_attribute("aria-label") != "eller total":
            field.fill(f"{3 + number % 5},5")
    button = page.locator("[data-testid='stForm']").get_by_role("button", name="Gem")
    milliseconds: float = button.evaluate(UNTIL_SAVED)
    return milliseconds / 1000
