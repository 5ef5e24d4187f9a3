"""The pictures of the documentation, taken from a fresh demo in a real browser: `make shots`.

`python tools/screenshots.py review effect` takes those two only. The demo is filled up to a
fixed day, so the same family and the same curves come back each time; only ages follow the
calendar.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
UNTIL = "2026-11-22"
# The family shown: the first one whose course is flagged.
STATUS = "uden ventet fremgang"
LARGEST = 250_000
WINDOW, LONG, TABLET = (1240, 820), (1240, 1000), (820, 1000)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def main(names: Sequence[str]) -> int:
    known = {
        "family": family_page,
        "rating": rating_screen,
        "warnings": warnings_page,
        "review": review_page,
        "effect": effect_page,
    }
    if unknown := set(names) - set(known):
        raise SystemExit(f"Found no picture {sorted(unknown)}, expecting some of {list(known)}.")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with _demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
        for name in names or known:
            known[name](browser, address)
        browser.close()
    return max(_too_large(path) for path in sorted(PICTURES.glob("*.png")))


def _too_large(path: Path) -> int:
    size = path.stat().st_size
    sys.stdout.write(f"{path.relative_to(ROOT)}: {size} bytes\n")
    return int(size > LARGEST)


def family_page(browser: Browser, address: str) -> None:
    """What a practitioner sees before a visit."""
    page = _signed_in(browser, address, WINDOW)
    _row(page).get_by_role("button", name=re.compile(r"^F-\d+$")).click()
    page.locator(".js-plotly-plot").first.wait_for()
    _settled(page)
    page.screenshot(path=PICTURES / "family.png")
    page.context.close()


def rating_screen(browser: Browser, address: str) -> None:
    """What the first person of the family sees, with one line left to answer."""
    page = _signed_in(browser, address, TABLET)
    page.get_by_role("button", name="Nyt besøg hos").first.click()
    page.get_by_role("button", name="Begynd: familien svarer her").click()
    lines = page.get_by_role("slider")
    lines.first.wait_for()
    _settled(page)
    for number, share in enumerate((0.62, 0.71, 0.48)):
        box = lines.nth(number).bounding_box()
        assert box is not None
        lines.nth(number).click(position={"x": box["width"] * share, "y": box["height"] / 2})
    _settled(page)
    page.screenshot(path=PICTURES / "rating.png")
    page.context.close()


def warnings_page(browser: Browser, address: str) -> None:
    """What a leader sees of how good the warnings have been."""
    _charted(browser, address, WINDOW, "Leder", "warnings", link="Vores advarsler")


def review_page(browser: Browser, address: str) -> None:
    """What the steering group sees of a quarter: what was decided last, and no person."""
    _charted(browser, address, LONG, "Styregruppe", "review")


def effect_page(browser: Browser, address: str) -> None:
    """What a leader sees of the change in a programme's own answers."""
    _charted(browser, address, LONG, "Leder", "effect", link="Effekt")


def _charted(
    browser: Browser, address: str, size: tuple[int, int], who: str, name: str, link: str = ""
) -> None:
    """The picture `name` of a page with a chart: the one behind `link`, or the first."""
    page = _signed_in(browser, address, size, who)
    if link:
        page.get_by_role("link", name=link).click()
    page.locator(".js-plotly-plot").first.wait_for()
    _settled(page)
    page.screenshot(path=PICTURES / f"{name}.png")
    page.context.close()


def _row(page: Page) -> Locator:
    return page.get_by_role("row").filter(has_text=STATUS).first


def _signed_in(
    browser: Browser, address: str, size: tuple[int, int], role: str = "Behandler"
) -> Page:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="light", locale="da-DK"
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(address)
    page.get_by_role("button", name=role, exact=True).click()
    page.get_by_role("link", name="Min konto").wait_for()
    return page


def _settled(page: Page) -> None:
    """Streamlit redraws once after the first picture of a page; wait until it is quiet."""
    page.wait_for_timeout(1500)
    page.evaluate("document.fonts.ready")


def _chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("FIT_TRACKER_CHROMIUM") or next(
        filter(None, map(shutil.which, names)), None
    )
    if not found:
        raise SystemExit("Found no Chromium: install it, or name it in FIT_TRACKER_CHROMIUM.")
    return found


@contextmanager
def _demo() -> Iterator[str]:
    """A server on a demo database that is thrown away afterwards; its address."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "FIT_TRACKER_DATABASE": str(Path(folder) / "demo.duckdb")}
        seed = [sys.executable, "-m", "fit_tracker", "seed", "--until", UNTIL]
        subprocess.run(seed, cwd=ROOT, env=env, check=True)
        port = _free_port()
        serve = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
        process = subprocess.Popen([*serve, "--server.port", str(port)], cwd=ROOT, env=env)
        try:
            _wait(process, port)
            yield f"http://localhost:{port}/"
        finally:
            process.terminate()
            process.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    for _attempt in range(240):
        try:
            urllib.request.urlopen(f"http://localhost:{port}/health", timeout=1).close()
        except OSError:
            if process.poll() is not None:
                raise SystemExit("The app stopped before it answered.") from None
            time.sleep(0.25)
        else:
            return
    raise SystemExit("The app did not answer within a minute.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
