"""What the forms of the family page share: open as a dialog, save once, say what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from fit_tracker.domain.people import Actor
from fit_tracker.errors import UserFacing
from fit_tracker.services.accounts import Session
from fit_tracker.services.family_view import FamilyView
from fit_tracker.ui import state_keys
from fit_tracker.ui.texts import _, plain, say


@dataclass(frozen=True)
class Desk:
    """Who fills a form in, and for which family."""

    session: Session
    view: FamilyView

    @property
    def actor(self) -> Actor:
        return self.session.actor


def save(work: Callable[[], object], notice: str) -> None:
    """Do it and close the form, or keep it open with the sentence of what was wrong."""
    try:
        work()
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    st.session_state[state_keys.NOTICE] = notice
    st.rerun()


def submit(label: str | None = None) -> bool:
    return st.form_submit_button(label or _("Gem"), type="primary")
