"""Clears the screen of a tab whose session has ended, rested too long, or been locked.

The server refuses such a tab at its next run; this is about what it still shows.
"""

from __future__ import annotations

import secrets

import streamlit as st

from fit_tracker.services import accounts
from fit_tracker.services.accounts import Session
from fit_tracker.ui.components import assets
from fit_tracker.ui.context import context

# theme.css takes the element with this key out of the layout: it must leave no gap.
KEY = "fit_watch"
_mount = st.components.v2.component("fit_watch", js=assets.js("watch"))


def watch(session: Session | None) -> None:
    """Tell the browser whose tab this is now and how long it may rest, at every run."""
    # A run that changes nothing must start the wait anew, too.
    data = {"state": _state(session), "seconds": 0, "run": secrets.token_hex(4)}
    if session is not None:
        data["seconds"] = int(accounts.may_rest(context(), session).total_seconds())
    _mount(key=KEY, data=data)


def _state(session: Session | None) -> str:
    """Empty for nobody; another text for each session, open or locked."""
    if session is None:
        return ""
    return f"{session.session_id.hex[:8]}-{'locked' if session.is_locked else 'open'}"
