"""Where a pressed link of the leader's pages leads."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.ui import state_keys

PAGES = {
    "queue": "pages/emergency/queue.py",
    "followups": "pages/practitioner/followups.py",
    "family": "pages/practitioner/family.py",
    "response": "pages/emergency/response.py",
}


def follow(go: str) -> None:
    """Leave for a family ("family:<id>"), a response or another page; else do nothing."""
    kind, _, value = go.partition(":")
    if kind == "family":
        st.session_state[state_keys.FAMILY] = UUID(value)
        st.session_state[state_keys.EPISODE] = None
    elif kind == "response":
        st.session_state[state_keys.RESPONSE] = UUID(value)
    page = PAGES.get(value if kind == "page" else kind)
    if page is not None:
        st.switch_page(page)
