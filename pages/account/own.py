"""Min konto: one's own password, code and language."""

from __future__ import annotations

import streamlit as st

from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.services import accounts, administration
from fit_tracker.services.permissions import Action, may
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.html import page_title
from fit_tracker.ui.language import choose_language
from fit_tracker.ui.pages import pages_of
from fit_tracker.ui.texts import _, plain, say
from fit_tracker.ui.words import role_word

session = guard.require(Action.SEE_OWN_ACCOUNT)


def _change_password() -> None:
    first = session.must_change_password
    # The first time nothing is cleared: a given password is long to type again.
    with st.form("password", clear_on_submit=not first):
        st.subheader(_("Skift adgangskode"))
        label = _("Adgangskoden, du fik") if first else _("Nuværende adgangskode")
        old = _secret(label, "current-password")
        new = _secret(_("Ny adgangskode, mindst 10 tegn"), "new-password")
        again = _secret(_("Den nye igen"), "new-password")
        sent = st.form_submit_button(_("Skift adgangskode"), type="primary")
    if not sent:
        return
    try:
        if new != again:
            raise InvalidInput("De to nye adgangskoder er ikke ens.")
        accounts.change_password(context(), session, old, new)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    if session.must_change_password:
        # On to what one came for.
        st.session_state[state_keys.NEXT_PAGE] = pages_of(session.role)[0].file
        st.rerun()
    st.success(_("Adgangskoden er skiftet. Andre steder, hvor du var logget ind, er logget ud."))


def _secret(label: str, autocomplete: str) -> str:
    return st.text_input(label, type="password", autocomplete=autocomplete)


def _change_pin(has_pin: bool) -> None:
    with st.form("pin", clear_on_submit=True):
        st.subheader(_("Kode til familievisningen"))
        st.caption(_("Fire til otte cifre. Med den låser du skærmen op, når familien har svaret."))
        if not has_pin:
            st.caption(_("Du har ingen kode endnu og må bruge din adgangskode."))
        password = _secret(_("Din adgangskode"), "current-password")
        pin = _secret(_("Ny kode"), "off")
        sent = st.form_submit_button(_("Gem koden"))
    if not sent:
        return
    try:
        accounts.set_pin(context(), session, password, pin)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    st.success(_("Koden er gemt."))


def _language() -> None:
    with st.container(key="card_language"):
        st.subheader(_("Sprog"))
        chosen = choose_language("own_language")
    if chosen:
        accounts.set_language(context(), session.actor, chosen)
        st.rerun()


def _whole() -> None:
    user = accounts.own_user(context(), session.actor)
    teams = administration.teams_of(context(), session.actor, session.user_id)
    about = [role_word(session.role), *(team.name for team in teams), user.username]
    st.html(page_title(session.display_name, " · ".join(about)))
    left, right = st.columns(2)
    with left:
        _change_password()
    with right:
        if may(session.role, Action.RECORD_VISIT):
            _change_pin(user.has_pin)
        _language()


if session.must_change_password:
    st.html(page_title(_("Vælg din egen adgangskode"), _("Så kan kun du logge ind som dig.")))
    with st.container(width=480):
        _change_password()
else:
    _whole()
