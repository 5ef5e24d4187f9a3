"""Første start: the administrator and the first team. Open only while nobody exists."""

from __future__ import annotations

import streamlit as st

from fit_tracker.domain.people import Role
from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.services import administration
from fit_tracker.ui.context import context
from fit_tracker.ui.html import page_title
from fit_tracker.ui.language import choose_language
from fit_tracker.ui.texts import _, language, plain, say

if not administration.needs_first_run(context()):
    st.warning(_("Systemet er taget i brug. Log ind fra forsiden."))
    st.stop()

_left, middle, _right = st.columns([1, 2, 1])
with middle:
    st.html(
        page_title(
            _("Velkommen til FIT Tracker"),
            _("Opret administratoren og det første team. Der findes ingen adgangskode på forhånd."),
        )
    )
    with st.form("first_run"):
        municipality = st.text_input(_("Kommune eller sted"), key="first_municipality")
        team = st.text_input(_("Det første team"), key="first_team")
        name = st.text_input(_("Administratorens navn"), key="first_name")
        username = st.text_input(_("Brugernavn"), key="first_username", autocomplete="username")
        password = st.text_input(
            _("Adgangskode, mindst 10 tegn"), type="password", key="first_password",
            autocomplete="new-password",
        )  # fmt: skip
        again = st.text_input(_("Adgangskoden igen"), type="password", key="first_again")
        sent = st.form_submit_button(_("Opret"), type="primary", width="stretch")
    if sent:
        try:
            if password != again:
                raise InvalidInput("De to adgangskoder er ikke ens.")
            admin = administration.NewUser(
                username, name, Role.ADMINISTRATOR, password,
                language=language(), must_change_password=False,
            )  # fmt: skip
            administration.first_run(context(), municipality, team, admin)
        except UserFacing as error:
            st.error(plain(say(error)))
        else:
            st.rerun()
    st.caption(
        _(
            "Bagefter logger administratoren ind og opretter indsatser, ledere og behandlere. "
            "Administratoren kan ikke selv se familier."
        )
    )
    if choose_language("first_language"):
        st.rerun()
