"""Min konto: one's own password, code and language."""

from __future__ import annotations

import streamlit as st

from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.services import accounts
from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard
from fit_tracker.ui.context import context
from fit_tracker.ui.html import page_title
from fit_tracker.ui.language import choose_language
from fit_tracker.ui.texts import _, say
from fit_tracker.ui.words import role_word

session = guard.require(Action.SEE_OWN_ACCOUNT)


def _change_password() -> None:
    with st.form("password", clear_on_submit=True):
        st.subheader(_("Skift adgangskode"))
        old = st.text_input(_("Nuværende adgangskode"), type="password")
        new = st.text_input(_("Ny adgangskode, mindst 10 tegn"), type="password")
        again = st.text_input(_("Den nye igen"), type="password")
        sent = st.form_submit_button(_("Skift adgangskode"), type="primary")
    if not sent:
        return
    try:
        if new != again:
            raise InvalidInput("De to nye adgangskoder er ikke ens.")
        accounts.change_password(context(), session, old, new)
    except UserFacing as error:
        st.error(say(error))
        return
    if session.must_change_password:
        st.rerun()
    st.success(_("Adgangskoden er skiftet. Andre steder, hvor du var logget ind, er logget ud."))


def _change_pin() -> None:
    with st.form("pin", clear_on_submit=True):
        st.subheader(_("Kode til familievisningen"))
        st.caption(_("Fire til otte cifre. Med den låser du skærmen op, når familien har svaret."))
        password = st.text_input(_("Din adgangskode"), type="password")
        pin = st.text_input(_("Ny kode"), type="password")
        sent = st.form_submit_button(_("Gem koden"))
    if not sent:
        return
    try:
        accounts.set_pin(context(), session, password, pin)
    except UserFacing as error:
        st.error(say(error))
        return
    st.success(_("Koden er gemt."))


if session.must_change_password:
    st.html(page_title(_("Vælg din egen adgangskode"), _("Så kan kun du logge ind som dig.")))
    _change_password()
else:
    st.html(page_title(session.display_name, role_word(session.role)))
    left, right = st.columns(2)
    with left:
        _change_password()
    with right:
        _change_pin()
        st.subheader(_("Sprog"))
        chosen = choose_language("own_language")
        if chosen:
            accounts.set_language(context(), session.actor, chosen)
            st.rerun()
