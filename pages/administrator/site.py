"""Brugere og teams: who works here, in which teams, with which services."""

from __future__ import annotations

import streamlit as st

from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard
from fit_tracker.ui.html import page_title
from fit_tracker.ui.site import groups, users
from fit_tracker.ui.texts import _

session = guard.require(Action.MANAGE_SITE)

st.html(
    page_title(
        _("Brugere og teams"), _("Administratoren ser ingen familier, kun dem, der arbejder her.")
    )
)
people, teams, services = st.tabs([_("Brugere"), _("Teams"), _("Indsatser")])
with people:
    users.show(session)
with teams:
    groups.show_teams(session)
with services:
    groups.show_services(session)
