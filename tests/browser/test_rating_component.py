"""The rating component in a real browser: finger, mouse and keyboard, and whose marks they are.

Chromium is found by FIT_TRACKER_CHROMIUM or on the path; without one these tests fail, for
a scale that was never pressed is not tested.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.conftest import free_port

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
LABELS = [
    "Mig selv",
    "Dem jeg er tæt på",
    "Hverdagen: arbejde, skole, venner",
    "Alt i alt",
]
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A fresh server on a free port."""
    port = free_port()
    app = Path(__file__).with_name("component_app.py")
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(app),
        f"--server.port={port}",
    ]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL) as server:
        _wait_until_up(f"http://localhost:{port}/_stcore/health")
        yield f"http://localhost:{port}/"
        server.terminate()


def _wait_until_up(url: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except OSError:
            time.sleep(0.25)
    pytest.fail(f"The component page did not answer at {url}.")


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    contexts = []

    def open_(query: str = "", **options: Any) -> Page:
        options.setdefault("viewport", {"width": 820, "height": 1180})
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.goto(address + "?show=1" + query)
        if "page=" not in query:
            _await_person(page, "Mor")
        return page

    yield open_
    for context in contexts:
        context.close()


def _await_person(page: Page, name: str) -> None:
    """The scale greets `name` and has settled."""
    expect(page.get_by_role("heading", name=f"Hej, {name}")).to_be_visible(timeout=45_000)
    expect(page.locator(".fit-rating[data-settling]")).to_have_count(0)


def _line(page: Page, number: int) -> Locator:
    return page.get_by_role("slider").nth(number)


def _marked(page: Page) -> int:
    return page.locator(".fit-line[data-set]").count()


def _point(page: Page, number: int, share: float) -> tuple[float, float]:
    box = page.locator(".fit-track").nth(number).bounding_box()
    assert box
    return box["x"] + box["width"] * share, box["y"] + box["height"] / 2


def _mark_all(page: Page, share: float = 0.5, lines: int = 4) -> None:
    for number in range(lines):
        page.mouse.click(*_point(page, number, share))


def _middle(target: Locator) -> tuple[float, float]:
    box = target.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _done(page: Page) -> Locator:
    return page.locator(".fit-done")


def _seen(page: Page) -> dict[str, Any]:
    seen: dict[str, Any] = json.loads(page.get_by_test_id("stCode").inner_text())
    return seen


def _answers(page: Page, count: int) -> list[dict[str, Any]]:
    code = page.get_by_test_id("stCode")
    expect(code).to_contain_text('"nonce"' if count else "[]", timeout=30_000)
    page.wait_for_function(
        "n => JSON.parse(document.querySelector('[data-testid=stCode]').innerText)"
        ".answers.length === n",
        arg=count,
    )
    answers: list[dict[str, Any]] = _seen(page)["answers"]
    return answers


def test_untouched_scale_is_empty_and_says_what_is_missing(open_page: Open) -> None:
    page = open_page()
    assert _marked(page) == 0
    for number, label in enumerate(LABELS):
        expect(_line(page, number)).to_have_accessible_name(label)
        expect(_line(page, number)).to_have_attribute("aria-valuetext", "ikke besvaret")
    expect(page.locator(".fit-knob:visible")).to_have_count(0)
    expect(page.locator(".fit-missing")).to_have_text("Mangler: " + ", ".join(LABELS))
    expect(_done(page)).to_have_attribute("aria-disabled", "true")
    assert page.evaluate("document.documentElement.lang") == "da"


def test_pressing_done_too_early_sends_nothing_and_leads_to_the_first_empty_line(
    open_page: Open,
) -> None:
    page = open_page()
    page.mouse.click(*_point(page, 0, 0.5))
    _done(page).click(force=True)  # a person can press what is marked as not ready
    expect(_line(page, 1)).to_be_focused()
    assert _seen(page)["answers"] == []


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0.0"), (0.124, "1.2"), (0.5, "5.0"), (0.733, "7.3"), (1.0, "10.0")],
)
def test_mouse_marks_in_exact_tenths(open_page: Open, share: float, text: str) -> None:
    page = open_page("&single=1")
    x, y = _point(page, 0, share)
    page.mouse.click(min(x, _point(page, 0, 1.0)[0] + 10), y)
    _done(page).click()
    answer = _answers(page, 1)[0]
    assert answer["items"] == {"i0": text}
    assert UUID(answer["nonce"]).version == 4


def test_mouse_drag_follows_and_ends_where_released(open_page: Open) -> None:
    page = open_page("&single=1")
    page.mouse.move(*_point(page, 0, 0.2))
    page.mouse.down()
    page.mouse.move(*_point(page, 0, 0.6), steps=4)
    page.mouse.move(*_point(page, 0, 0.9), steps=4)
    page.mouse.up()
    _done(page).click()
    assert _answers(page, 1)[0]["items"] == {"i0": "9.0"}


def test_undo_takes_back_the_last_mark_only(open_page: Open) -> None:
    page = open_page()
    undo = page.locator(".fit-undo")
    expect(undo).to_be_hidden()
    page.mouse.click(*_point(page, 0, 0.3))
    page.mouse.click(*_point(page, 1, 0.4))
    page.mouse.click(*_point(page, 1, 0.8))
    undo.click()
    expect(_line(page, 1)).to_have_attribute("aria-valuenow", "4")
    undo.click()
    expect(_line(page, 1)).to_have_attribute("aria-valuetext", "ikke besvaret")
    expect(_line(page, 0)).to_have_attribute("aria-valuenow", "3")
    undo.click()
    assert _marked(page) == 0
    expect(undo).to_be_hidden()


def test_keyboard_alone_is_enough(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    expect(_line(page, 0)).to_be_focused()
    page.keyboard.press("7")
    page.keyboard.press("ArrowRight")
    expect(_line(page, 0)).to_have_attribute(
        "aria-valuetext", "7,5 af 10, fra rigtig svært til rigtig godt"
    )
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    page.keyboard.press("PageDown")
    page.keyboard.press("Tab")
    page.keyboard.type("10")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    items = {"i0": "7.5", "i1": "9.0", "i2": "9.5", "i3": "9.5"}
    assert _answers(page, 1)[0]["items"] == items


def test_keys_held_on_one_line_are_undone_as_one_mark(open_page: Open) -> None:
    page = open_page()
    _line(page, 0).focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(_line(page, 0)).to_have_attribute("aria-valuenow", "2.5")
    page.keyboard.press("Control+z")
    assert _marked(page) == 0
    page.keyboard.press("0")
    expect(_line(page, 0)).to_have_attribute("aria-valuenow", "0")
    page.keyboard.press("Delete")
    assert _marked(page) == 0


TABLET = {"has_touch": True, "is_mobile": True}
SIZES = {"phone": (390, 844), "tablet": (820, 1180), "desktop": (1280, 720)}


@pytest.mark.parametrize("size", ["phone", "tablet"])
def test_touch_taps_and_drags(open_page: Open, size: str) -> None:
    width, height = SIZES[size]
    page = open_page(viewport={"width": width, "height": height}, **TABLET)
    for number in range(3):
        page.touchscreen.tap(*_point(page, number, 0.25))
    _swipe(page, _point(page, 3, 0.1), _point(page, 3, 0.8))
    _done(page).tap()
    items = {"i0": "2.5", "i1": "2.5", "i2": "2.5", "i3": "8.0"}
    sent = _answers(page, 1)[0]["items"]
    assert {
        key: abs(float(sent[key]) - float(items[key])) <= 0.1 for key in items
    } == dict.fromkeys(items, True)


def test_a_finger_that_scrolls_leaves_no_mark(open_page: Open) -> None:
    page = open_page(viewport={"width": 390, "height": 480}, **TABLET)
    before = page.locator(".fit-rating").bounding_box()
    x, y = _point(page, 1, 0.5)
    _swipe(page, (x, y), (x + 3, y - 160))
    page.wait_for_timeout(300)
    after = page.locator(".fit-rating").bounding_box()
    assert before
    assert after
    assert after["y"] < before["y"] - 50, "the page should have scrolled"
    assert _marked(page) == 0


def _swipe(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """A finger through the browser's own input, so that touch-action is really asked."""
    session = page.context.new_cdp_session(page)
    steps = 8
    for step in range(steps + 1):
        x, y = (a + (b - a) * step / steps for a, b in zip(start, end, strict=True))
        kind = "touchStart" if step == 0 else "touchMove"
        session.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y}]},
        )
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_marks_survive_a_rerun_of_the_server(open_page: Open) -> None:
    page = open_page()
    page.mouse.click(*_point(page, 0, 0.3))
    page.mouse.click(*_point(page, 2, 0.9))
    runs = _seen(page)["runs"]
    page.get_by_role("button", name="Kør igen").click()
    expect(page.get_by_test_id("stCode")).to_contain_text(f'"runs": {runs + 1}')
    assert _marked(page) == 2
    expect(_line(page, 0)).to_have_attribute("aria-valuenow", "3")
    expect(page.locator(".fit-missing")).to_have_text("Mangler: Dem jeg er tæt på, Alt i alt")


def test_the_next_person_starts_empty_and_nothing_is_kept_in_the_browser(
    open_page: Open,
) -> None:
    page = open_page()
    _mark_all(page, 0.2)
    _done(page).click()
    _await_person(page, "Far")
    assert _marked(page) == 0
    expect(page.locator(".fit-undo")).to_be_hidden()
    expect(page.locator(".fit-rating")).to_have_count(1)
    _mark_all(page, 0.7)
    _done(page).click()
    _await_person(page, "<b>Barn</b>")
    assert _marked(page) == 0
    first, second = _answers(page, 2)
    assert set(first["items"].values()) == {"2.0"}
    assert set(second["items"].values()) == {"7.0"}
    assert first["nonce"] != second["nonce"]
    kept = "JSON.stringify([{...localStorage}, {...sessionStorage}])"
    assert "2.0" not in page.evaluate(kept)
    assert first["nonce"] not in page.evaluate(kept)


def test_names_are_text_not_markup(open_page: Open) -> None:
    page = open_page()
    for _ in range(2):
        _mark_all(page)
        heading = page.get_by_role("heading", level=1).inner_text()
        _done(page).click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text(heading)
        expect(page.locator(".fit-rating[data-settling]")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_contain_text("<b>Barn</b>")
    expect(page.locator(".fit-rating b")).to_have_count(0)


def test_a_double_press_sends_once_and_never_marks_for_the_next(
    open_page: Open,
) -> None:
    page = open_page()
    _mark_all(page)
    runs = _seen(page)["runs"]
    page.mouse.dblclick(*_middle(_done(page)))
    _done(page).evaluate("b => { for (let i = 0; i < 5; i++) b.click(); }")
    _await_person(page, "Far")
    assert len(_answers(page, 1)) == 1
    assert _seen(page)["runs"] <= runs + 2, "one run that saves, one that shows the next"
    assert _marked(page) == 0


def test_a_failed_save_says_so_and_can_be_sent_again_with_the_same_nonce(
    open_page: Open,
) -> None:
    page = open_page("&fail=1")
    _mark_all(page, 0.4)
    _done(page).click()
    alert = page.get_by_role("alert").filter(has_text="Det blev ikke gemt")
    expect(alert).to_be_visible(timeout=30_000)
    assert _marked(page) == 4
    expect(_done(page)).to_have_text("Færdig")
    _done(page).click()
    assert set(_answers(page, 1)[0]["items"].values()) == {"4.0"}


def test_while_saving_nothing_can_be_changed(open_page: Open) -> None:
    page = open_page()
    _mark_all(page, 0.4)
    page.context.set_offline(True)  # the websocket stays silent: the press gets no answer
    _done(page).click()
    expect(_done(page)).to_have_text("Gemmer…")
    expect(_done(page)).to_have_attribute("aria-disabled", "true")
    page.mouse.click(*_point(page, 0, 0.9))
    expect(_line(page, 0)).to_have_attribute("aria-valuenow", "4")


@pytest.mark.parametrize("variant", ["plain", "child"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_fits_without_sideways_scrolling(
    open_page: Open, scheme: str, variant: str
) -> None:
    page = open_page(f"&variant={variant}", color_scheme=scheme)
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        box = page.locator(".fit-rating").bounding_box()
        assert box
        assert box["x"] >= 16, size
        assert box["x"] + box["width"] <= width - 16, size
        foot = _done(page).bounding_box()
        assert foot
        assert foot["y"] + foot["height"] <= height, f"{size}: Færdig is in view from the start"
        for target in (*page.locator(".fit-line").all(), _done(page)):
            area = target.bounding_box()
            assert area
            assert area["height"] >= 44, size
            assert area["width"] >= 44, size
    for target in (page.locator(".fit-label").first, page.locator(".fit-missing")):
        ratio = target.evaluate(CONTRAST)
        assert ratio >= 4.5, f"{scheme}: contrast {ratio:.2f}"


def _pressed(page: Page, expected: list[str]) -> None:
    text = json.dumps(expected)
    expect(page.get_by_test_id("stCode")).to_contain_text(f'"pressed": {text}', timeout=30_000)
    page.wait_for_timeout(600)  # the pause that makes a double click one press


def test_rows_and_buttons_send_their_value_once(open_page: Open) -> None:
    page = open_page("&page=clickable")
    page.get_by_role("button", name="F-1").dblclick(timeout=45_000)
    _pressed(page, ["F-1"])
    page.get_by_text("Mor <i>og</i> far").nth(1).click()  # the row, and text that stays text
    _pressed(page, ["F-1", "F-2"])
    page.get_by_role("button", name="Uden knap").press("Enter")
    _pressed(page, ["F-1", "F-2", "bare"])
    page.get_by_role("button", name="F-1").press("Enter")
    _pressed(page, ["F-1", "F-2", "bare", "F-1"])
    expect(page.get_by_role("button", name="F-1")).to_be_focused()
    page.get_by_role("button", name="Kør igen").click()
    page.wait_for_timeout(500)
    _pressed(page, ["F-1", "F-2", "bare", "F-1"])


def test_the_ticket_is_spent_once_and_takes_no_room(browser: Browser, address: str) -> None:
    page = browser.new_context().new_page()
    asked: list[str | None] = []

    def answer(route: Route) -> None:
        """Stands where the app's own route will be; `streamlit run` alone has none."""
        asked.append(route.request.headers.get("x-fit-ticket"))
        route.fulfill(status=204)

    page.route("**/session/start", answer)
    page.goto(address + "?page=session")
    expect(page.get_by_test_id("stCode")).to_have_text('["ok"]', timeout=45_000)
    page.emulate_media(color_scheme="dark")  # the theme's change runs the script again
    page.get_by_role("button", name="Kør igen").click()
    page.wait_for_timeout(800)
    assert asked == ["ticket-1"]
    height = page.locator(".st-key-fit_session_cookie").evaluate("e => e.offsetHeight")
    assert height == 0
    page.context.close()


# Computed in the page, so that what is measured is what is painted.
CONTRAST = """element => {
  const parts = (c) => c.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const light = (c) => { const [r, g, b] = parts(c).map(v => v / 255)
      .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const ground = getComputedStyle(document.querySelector('.stApp')).backgroundColor;
  const [a, b] = [light(getComputedStyle(element).color), light(ground)].sort((x, y) => y - x);
  return (a + .05) / (b + .05); }"""
