"""HTML built on the server whose buttons and rows send a value back."""

from __future__ import annotations

import streamlit as st

from fit_tracker.ui.components import assets
from fit_tracker.ui.html import Html

_mount = st.components.v2.component(
    "fit_clickable", css=assets.css("base", "clickable"), js=assets.js("clickable")
)


def clickable(key: str, html: Html, css: str = "", lang: str = "da") -> str | None:
    """Show `html`; the value of the `[data-go]` element that was pressed, once.

    `html` must be an `Html` (escaped by `fit_tracker.ui.html`): a plain string is
    refused, so that no page can send a person's words unescaped by accident. `css` is
    extra style written by a page, never by a person.
    """
    if not isinstance(html, Html):
        raise TypeError(f"clickable() takes escaped Html, got {type(html).__name__}")
    data = {"html": str(html), "css": css, "lang": lang}
    result = _mount(key=key, data=data, on_go_change=_noop)
    return result.go if isinstance(result.go, str) else None


def _noop() -> None:
    """Streamlit names a component's triggers by their callbacks."""
