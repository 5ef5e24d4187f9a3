"""The choice of language, on the sign-in page and under one's own account."""

from __future__ import annotations

import streamlit as st

from fit_tracker.texts import LANGUAGES
from fit_tracker.ui import state_keys
from fit_tracker.ui.texts import _, language


def choose_language(key: str) -> str | None:
    """Offer the languages that are complete; a new choice takes effect at once and is
    returned, so that a signed-in page can remember it."""
    chosen = st.segmented_control(
        _("Sprog"),
        options=list(LANGUAGES),
        format_func=lambda code: LANGUAGES[code],
        default=language(),
        required=True,
        key=key,
        label_visibility="collapsed",
    )
    if chosen is None or chosen == language():
        return None
    st.session_state[state_keys.LANGUAGE] = chosen
    return str(chosen)
