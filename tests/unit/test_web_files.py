"""Which files are for those who are signed in, and which for everybody."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from fit_tracker.ui.web import MadeFilesSignedIn


def passed_on(path: str) -> list[str]:
    """What reaches the app of a request without a cookie."""
    seen: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["path"])

    async def nothing(*_: Any) -> Any:
        return None

    scope = {"type": "http", "path": path, "headers": []}
    # A thread of its own: a browser of another test leaves its event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, MadeFilesSignedIn(app)(scope, nothing, nothing)).result()
    return seen


def test_the_fonts_of_the_sign_in_page_are_everybodys() -> None:
    """Without them every icon is a word. Files that were made: tests/browser/test_security.py."""
    for path in ("/static/media/MaterialSymbols-Rounded.woff2", "/app/static/fonts/inter.woff2"):
        assert passed_on(path) == [path]
