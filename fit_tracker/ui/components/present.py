"""The bar of a presentation: where one is, on and back, by button, key or remote control."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from fit_tracker.ui.components import assets
from fit_tracker.ui.texts import _, language

_mount = st.components.v2.component(
    "fit_present", css=assets.css("base", "clickable", "present"), js=assets.js("present")
)


@dataclass(frozen=True)
class Sent:
    """`go`: "slide:N" when page N is asked for, "close" when it is over; once for each press.
    `screen`: how many pixels wide it is, as soon as that is known."""

    go: str | None
    screen: int | None


def present(at: int, count: int, title: str, width: int) -> Sent:
    """Show the bar at page `at` of `count`, on a screen known to be `width` wide."""
    texts = {
        "place": _("{n} af {count} · {title}", n=at + 1, count=count, title=title),
        "close": _("Luk"),
        "full": _("Fuld skærm"),
        "window": _("Ikke fuld skærm"),
        "back": _("Forrige"),
        "on": _("Næste"),
    }
    data = {"at": at, "count": count, "width": width, "texts": texts, "lang": language()}
    result = _mount(key="fit_present", data=data, on_go_change=_noop, on_screen_change=_noop)
    return Sent(
        result.go if isinstance(result.go, str) else None,
        result.screen if isinstance(result.screen, int) else None,
    )


def _noop() -> None:
    """Streamlit names a component's triggers by their callbacks."""
