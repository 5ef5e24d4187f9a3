"""Team: who in the leader's team needs attention, and how complete the picture is."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.services import lists
from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.team import choices, table
from fit_tracker.ui.texts import _, _n, language

PAGE_SIZE = 40

session = guard.require(Action.SEE_TEAM)

view = lists.team(context(), session.actor, st.session_state.get(state_keys.TEAM))
st.html(table.title(view))
if len(view.teams) > 1:
    chosen = st.segmented_control(
        _("Team"),
        view.teams,
        default=view.team,
        format_func=lambda team: team.name,
        key="team_choice",
    )
    if chosen is not None and chosen != view.team:
        st.session_state[state_keys.TEAM] = chosen.team_id
        st.rerun()
st.html(table.numbers(view.numbers))

found = choices.choose(view.entries)
shown = st.session_state.setdefault(state_keys.TEAM_SHOWN, PAGE_SIZE)
pressed = clickable("team", table.families(found[:shown]), lang=language())
left = len(found) - shown
if left > 0 and st.button(_n("Vis {n} familie mere", "Vis {n} familier mere", left), key="more"):
    st.session_state[state_keys.TEAM_SHOWN] = shown + PAGE_SIZE
    st.rerun()
if view.ended:
    ended = _n(
        "{n} forløb afsluttet de seneste 90 dage",
        "{n} forløb afsluttet de seneste 90 dage",
        len(view.ended),
    )
    with st.expander(ended):
        pressed = clickable("team_ended", table.ended(view.ended), lang=language()) or pressed

if pressed:
    st.session_state[state_keys.FAMILY] = UUID(pressed.partition(":")[2])
    st.session_state[state_keys.EPISODE] = None
    st.switch_page("pages/practitioner/family.py")
