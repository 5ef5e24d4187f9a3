"""Brugere og teams: who works here, in which teams."""

from __future__ import annotations

import streamlit as st

from fit_tracker.services import administration
from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard
from fit_tracker.ui.context import context
from fit_tracker.ui.html import page_title
from fit_tracker.ui.site import groups, steps, users
from fit_tracker.ui.texts import _, _n

session = guard.require(Action.MANAGE_SITE)

groups.empty_saved()
everybody = administration.users(context(), session.actor)
services = administration.services(context(), session.actor)
n = sum(user.active for user in everybody)
sub = _("Du ser ingen familier her, kun dem, der arbejder med dem.")
st.html(
    page_title(
        _n("{n} bruger kan logge ind", "{n} brugere kan logge ind", n),
        f"{users.sentence(everybody)} {sub}",
    )
)
left = steps.next_steps(everybody, services)
if left is not None:
    st.html(left)
people_tab, teams_tab = st.tabs([_("Brugere"), _("Teams")])
with people_tab:
    users.show(session, everybody)
with teams_tab:
    groups.show_teams(session, everybody)
if administration.is_demo(context()):
    st.caption(
        _(
            "Dette er demoen med opdigtede familier. Rigtige familier hører til i en tom database, "
            "som startes uden demo."
        )
    )
