"""Supervision: an agenda from the data, arranged by the leader, with what was decided."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.errors import NotAllowed, UserFacing
from fit_tracker.services import supervision_read
from fit_tracker.services.permissions import Action
from fit_tracker.services.supervision_read import SHOWN, Agenda, Board
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import card, link, page_title, tag
from fit_tracker.ui.supervision import acting, agenda, forms
from fit_tracker.ui.team.doing import told
from fit_tracker.ui.team.which import choose_team
from fit_tracker.ui.texts import _, _n, day, language, say

session = guard.require(Action.SUPERVISE)


def _board() -> Board:
    shown = st.session_state.get(state_keys.SUPERVISION_SHOWN, SHOWN)
    team_id = st.session_state.get(state_keys.TEAM)
    try:
        return supervision_read.board(context(), session.actor, team_id, shown)
    except NotAllowed as error:
        if st.session_state.pop(state_keys.TEAM, None):
            st.rerun()
        st.html(page_title(_("Du har ingen familier at se endnu"), say(error)))
        st.stop()


def _agenda(board: Board, found: Agenda) -> list[str | None]:
    st.subheader(_("Dagsorden {day}", day=day(found.meeting.meets_on)))
    pressed = []
    for number, item in enumerate(found.items, start=1):
        with st.container(key=f"card_supervision_{number}"):
            html = agenda.item(item, number, first=number == 1, last=number == len(found.items))
            key = f"supervision_item_{item.item_id}"
            pressed.append(clickable(key, html, agenda.CSS, language()))
            forms.decision(session.actor, item)
    if not found.items:
        st.write(_("Tag familier med herunder. De kommer i den rækkefølge, du vælger dem."))
    forms.steps(session, board, found)
    return pressed


def _suggestions(board: Board) -> str | None:
    st.subheader(_("Det peger data på"))
    pickable = board.agenda is not None
    pressed = None
    if board.suggestions:
        html = agenda.suggestions(board.suggestions, pickable=pickable)
        pressed = clickable("supervision_suggested", html, agenda.CSS, language())
    else:
        st.write(_("Intet andet i data peger på supervision lige nu."))
    more = min(board.suggested - len(board.suggestions), SHOWN)
    if more > 0 and st.button(_n("Vis {n} familie mere", "Vis {n} familier mere", more)):
        st.session_state[state_keys.SUPERVISION_SHOWN] = len(board.suggestions) + SHOWN
        st.rerun()
    if board.agenda is not None:
        forms.another(session.actor, board.agenda)
    return pressed


def _earlier(board: Board) -> str | None:
    if not board.earlier:
        return None
    rows = [
        tag("li", link(f"held:{one.supervision_id}", day(one.meets_on))) for one in board.earlier
    ]
    with st.expander(_("Tidligere supervision"), key="supervision_earlier"):
        html = tag("ul", *rows, cls="fit-list")
        pressed = clickable("supervision_earlier_list", html, lang=language())
        chosen = st.session_state.get(state_keys.SUPERVISION_HELD)
        if chosen in {one.supervision_id for one in board.earlier}:
            pressed = _held(chosen) or pressed
    return pressed


def _held(chosen: UUID) -> str | None:
    try:
        found = supervision_read.held(context(), session.actor, chosen)
    except UserFacing:
        return None
    title = agenda.held_on(found.meeting.meets_on, len(found.items))
    html = card(agenda.decisions(found), title=title)
    return clickable("supervision_held", html, lang=language())


board = _board()
st.html(agenda.title(board))
choose_team(board.team, board.teams)
told()
pressed: list[str | None] = []
if board.agenda is None:
    forms.begin(session.actor, board)
else:
    pressed += _agenda(board, board.agenda)
pressed += [_suggestions(board), _earlier(board)]
for go in filter(None, pressed):
    acting.act(session.actor, board.agenda, go)
