"""Clears the screen of a tab whose session has ended, rested too long, or been locked; and tells
when the menu's entry of the page that is open is pressed.

The server refuses such a tab at its next run; this is about what it still shows.
"""

from __future__ import annotations

import secrets

import streamlit as st

from fit_tracker.services import accounts
from fit_tracker.services.accounts import Session
from fit_tracker.ui import state_keys
from fit_tracker.ui.components import assets
from fit_tracker.ui.context import context

# theme.css takes the element with this key out of the layout: it must leave no gap.
KEY = "fit_watch"
_mount = st.components.v2.component("fit_watch", js=assets.js("watch"))


def watch(session: Session | None) -> bool:
    """Tell the browser whose tab this is now and how long it may rest, at every run; and say
    whether this run comes from pressing the page's own entry in the menu."""
    # A run that changes nothing must start the wait anew, too.
    data = {"state": _state(session), "seconds": 0, "run": secrets.token_hex(4)}
    if session is not None:
        data["seconds"] = int(accounts.may_rest(context(), session).total_seconds())
    again = _mount(key=KEY, data=data, on_again_change=_noop).again
    # A number of its own for each press. Streamlit sends it with all that follows, so that none
    # is lost when two runs become one; only the first run with it is the press.
    pressed = again is not None and again != st.session_state.get(state_keys.MENU_PRESSED)
    st.session_state[state_keys.MENU_PRESSED] = again
    return pressed


def _noop() -> None:
    """Streamlit names what a component tells by its callbacks."""


def _state(session: Session | None) -> str:
    """Empty for nobody; another text for each session, open or locked."""
    if session is None:
        return ""
    return f"{session.session_id.hex[:8]}-{'locked' if session.is_locked else 'open'}"
