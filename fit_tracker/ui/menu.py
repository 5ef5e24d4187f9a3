"""The menu leads back: a page's own entry, pressed again, shows the page's list."""

from __future__ import annotations

import streamlit as st

from fit_tracker.ui import state_keys
from fit_tracker.ui.pages import GROUPS, OFFERS, PROGRAMMES, REVIEWS, STEERING, Page

# What is open on a page.
OPENED: dict[Page, tuple[str, ...]] = {
    GROUPS: (state_keys.GROUP, state_keys.GROUP_STEP),
    OFFERS: (state_keys.OFFER,),
    PROGRAMMES: (state_keys.PROGRAMME_OPEN,),
    REVIEWS: (state_keys.REVIEW_SERIES, state_keys.REVIEW_DRAFT),
    STEERING: (state_keys.REVIEW,),
}
# A form whose words would be lost: it is left by its own buttons.
WRITTEN: dict[Page, str] = {PROGRAMMES: state_keys.PROGRAMME_BEFORE}


def close(page: Page) -> None:
    """Back to the page's list; what is typed and kept is still there when it is opened again."""
    if page in WRITTEN and st.session_state.get(WRITTEN[page]) is not None:
        return
    for key in OPENED.get(page, ()):
        st.session_state[key] = None
