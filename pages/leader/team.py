"""Team: who in the leader's team needs attention, and how complete the picture is."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.domain.people import Actor
from fit_tracker.errors import NotAllowed
from fit_tracker.services import lists
from fit_tracker.services.lists import TeamView
from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import page_title
from fit_tracker.ui.team import choices, table
from fit_tracker.ui.texts import _, _n, language, plain, say

# What a leader can take in, and a tablet can draw at once.
PAGE_SIZE = 40

session = guard.require(Action.SEE_TEAM)


def _view(actor: Actor) -> TeamView:
    try:
        return lists.team(context(), actor, st.session_state.get(state_keys.TEAM))
    except NotAllowed as error:
        if st.session_state.pop(state_keys.TEAM, None):
            # No longer leader of the team that was looked at last.
            st.rerun()
        st.html(page_title(_("Du har ingen familier at se endnu"), say(error)))
        st.stop()


def _choose_team(view: TeamView) -> None:
    names = {str(team.team_id): plain(team.name) for team in view.teams}
    chosen = st.segmented_control(
        _("Team"), list(names), default=str(view.team.team_id), required=True,
        format_func=names.__getitem__, key="team_choice", wrap=True,
    )  # fmt: skip
    if chosen is not None and chosen != str(view.team.team_id):
        st.session_state[state_keys.TEAM] = UUID(chosen)
        st.rerun()


def _families(view: TeamView) -> str | None:
    found = choices.choose(view.entries)
    n = st.session_state.get(state_keys.TEAM_SHOWN, PAGE_SIZE)
    if not found:
        st.write(_("Ingen familier passer til valget."))
        st.button(_("Vis alle familier"), on_click=choices.forget)
        return None
    pressed = clickable("team", table.families(found[:n]), lang=language())
    if part := table.shown(view.entries, found, n):
        st.caption(part)
    more = min(len(found) - n, PAGE_SIZE)
    if more > 0 and st.button(_n("Vis {n} familie mere", "Vis {n} familier mere", more)):
        st.session_state[state_keys.TEAM_SHOWN] = n + PAGE_SIZE
        st.rerun()
    return pressed


view = _view(session.actor)
st.html(table.title(view))
if len(view.teams) > 1:
    _choose_team(view)
st.html(table.numbers(view.numbers))
pressed = _families(view) if view.entries else None
if not view.entries:
    st.write(_("Familierne kommer her, når en behandler eller du opretter dem under Nyt besøg."))
if view.ended:
    with st.expander(table.ended_sentence(view.ended)):
        pressed = clickable("team_ended", table.ended(view.ended), lang=language()) or pressed

if pressed:
    st.session_state[state_keys.FAMILY] = UUID(pressed.partition(":")[2])
    st.session_state[state_keys.EPISODE] = None
    st.switch_page("pages/practitioner/family.py")
