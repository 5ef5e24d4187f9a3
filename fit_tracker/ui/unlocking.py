"""The way back from the family's screen: the practitioner's code, and nothing less."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from fit_tracker.errors import UserFacing
from fit_tracker.services import accounts
from fit_tracker.services.accounts import Session
from fit_tracker.ui.context import context
from fit_tracker.ui.texts import _, plain, say


def form(session: Session, then: Callable[[], None]) -> None:
    """Ask for the code; `then` says where the practitioner goes on."""
    with st.form("unlock", border=False, clear_on_submit=True):
        given = st.text_input(
            _("Behandlerens kode eller adgangskode"), type="password", key="unlock_code"
        )
        sent = st.form_submit_button(_("Lås op"))
    if not sent:
        return
    try:
        accounts.unlock(context(), session, given)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    then()
    st.rerun()
