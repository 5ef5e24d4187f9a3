"""Asks the browser to fetch or drop the sign-in cookie.

A Streamlit script cannot set a cookie; the app's own routes `/session/start` and
`/session/end` can, as HttpOnly. The ticket is spent by its first use.
"""

from __future__ import annotations

import streamlit as st

from fit_tracker.ui.components import assets

# theme.css takes the element with this key out of the layout: it must leave no gap.
KEY = "fit_session_cookie"
_mount = st.components.v2.component("fit_session_cookie", js=assets.js("session_cookie"))


def start(ticket: str) -> str | None:
    """Trade `ticket` for the cookie; "ok" or "failed" once the browser has answered."""
    return _run({"action": "start", "ticket": ticket})


def end() -> str | None:
    """Drop the cookie; "ok" or "failed" once the browser has answered."""
    return _run({"action": "end", "ticket": ""})


def _run(data: dict[str, str]) -> str | None:
    result = _mount(key=KEY, data=data, on_answer_change=_noop)
    return result.answer if isinstance(result.answer, str) else None


def _noop() -> None:
    """Streamlit names a component's triggers by their callbacks."""
