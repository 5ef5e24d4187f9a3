"""Log ind. Shows nothing of anybody; in a demo, the demo accounts."""

from __future__ import annotations

import streamlit as st

from fit_tracker.errors import UserFacing
from fit_tracker.services import administration, demo
from fit_tracker.ui import session, state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.html import page_title, tag
from fit_tracker.ui.language import choose_language
from fit_tracker.ui.texts import _, plain, say
from fit_tracker.ui.words import role_word


def _enter(username: str, password: str) -> None:
    try:
        session.sign_in(username, password)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    st.rerun()


_left, middle, _right = st.columns([1, 1.6, 1])
with middle:
    st.html(page_title(_("FIT Tracker"), _("Følg, besøg for besøg, om hjælpen hjælper.")))
    if session.current() is None and st.session_state.get(state_keys.SIGNED_OUT):
        st.info(_("Du er logget ud."))
    with st.form("sign_in"):
        username = st.text_input(_("Brugernavn"), autocomplete="username")
        password = st.text_input(_("Adgangskode"), type="password", autocomplete="current-password")
        sent = st.form_submit_button(_("Log ind"), type="primary", width="stretch")
    if sent:
        _enter(username, password)
    if administration.is_demo(context()):
        st.html(tag("h2", _("Prøv demoen som"), cls="fit-card-title"))
        for account in demo.DEMO_ACCOUNTS:
            if st.button(role_word(account.role), key=f"demo_{account.role}", width="stretch"):
                _enter(account.username, account.password)
        st.caption(
            _(
                "Alle familier i demoen er opdigtede. Adgangskode: {password}. Kode til at låse "
                "familievisningen op: {pin}.",
                password=demo.DEMO_PASSWORD,
                pin=demo.DEMO_PIN,
            )
        )
    if chosen := choose_language("sign_in_language"):
        st.session_state[state_keys.LANGUAGE_CHOSEN] = chosen
        st.rerun()
