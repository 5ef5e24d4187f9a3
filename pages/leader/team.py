"""Team: who in the leader's team needs attention, what is late, and who has what."""

from __future__ import annotations

import streamlit as st

from fit_tracker.domain.people import Actor
from fit_tracker.errors import NotAllowed
from fit_tracker.services import leader_week, lists
from fit_tracker.services.leader_week import Week
from fit_tracker.services.lists import PAGE_SIZE, TeamView
from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import page_title
from fit_tracker.ui.team import choices, going, table, week
from fit_tracker.ui.team.which import choose_team
from fit_tracker.ui.texts import _, _n, language, say

session = guard.require(Action.SEE_TEAM)


def _view(actor: Actor) -> TeamView:
    team_id = st.session_state.get(state_keys.TEAM)
    try:
        return lists.team(context(), actor, team_id, *choices.chosen())
    except NotAllowed as error:
        if st.session_state.pop(state_keys.TEAM, None):
            # No longer leader of the team that was looked at last.
            st.rerun()
        st.html(page_title(_("Du har ingen familier at se endnu"), say(error)))
        st.stop()


def _families(view: TeamView, found: Week) -> str | None:
    choices.ask(view, found.staff)
    if not view.entries:
        st.write(_("Ingen familier passer til valget."))
        st.button(_("Vis alle familier"), on_click=choices.forget)
        return None
    pressed = clickable("team", table.families(view.entries), lang=language())
    if part := table.shown(view):
        st.caption(part)
    more = min(view.matching - len(view.entries), PAGE_SIZE)
    if more > 0 and st.button(_n("Vis {n} familie mere", "Vis {n} familier mere", more)):
        st.session_state[state_keys.TEAM_SHOWN] = len(view.entries) + PAGE_SIZE
        st.rerun()
    return pressed


def _staff(found: Week) -> str | None:
    sentence = week.staff_sentence(found.staff)
    with st.expander(sentence):
        pressed = clickable("team_staff", week.staff_table(found.staff), lang=language())
        st.caption(week.counted())
        if st.button(_("Til fordelingen"), key="team_to_assigning"):
            st.switch_page("pages/leader/assigning.py")
    return pressed


view = _view(session.actor)
st.html(table.title(view))
choose_team(view.team, view.teams)
st.html(table.numbers(view.numbers))
found = leader_week.week(context(), session.actor, view.team.team_id)
pressed = [clickable("team_week", week.cards(found), week.CSS, language())]
if view.numbers.active:
    pressed.append(_families(view, found))
else:
    st.write(_("Familierne kommer her, når en behandler eller du opretter dem under Nyt besøg."))
if view.ended:
    with st.expander(table.ended_sentence(view.ended)):
        pressed.append(clickable("team_ended", table.ended(view.ended), lang=language()))
pressed.append(_staff(found))

for go in filter(None, pressed):
    going.follow(go)
