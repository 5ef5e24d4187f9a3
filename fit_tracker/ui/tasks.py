"""The one way a form opens as a dialog, whatever page it stands on."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from fit_tracker.services.accounts import Session
from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard


def open_dialog(title: str, action: Action, form: Callable[[Session], None]) -> None:
    """Open `form` as a dialog for those who may do `action`."""

    @st.dialog(title)
    def opened() -> None:
        # A dialog runs on its own, past router and page: it asks again who is there.
        form(guard.require(action))

    opened()
