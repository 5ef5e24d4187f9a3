"""Fordeling: who works with which family, and who has the competences and room for one more."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.errors import NotAllowed
from fit_tracker.services import assigning_read
from fit_tracker.services.assigning_read import Asked, AssigningBoard
from fit_tracker.services.lists import PAGE_SIZE
from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.assigning import forms, lists
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import page_title
from fit_tracker.ui.team import going, week
from fit_tracker.ui.team.doing import told
from fit_tracker.ui.team.which import choose_team
from fit_tracker.ui.texts import _, _n, language, say

session = guard.require(Action.ASSIGN)


def _board() -> AssigningBoard:
    asked = Asked(
        st.session_state.get("assigning_search") or "",
        unassigned_only=st.session_state.get("assigning_which") == "unassigned",
    )
    shown = st.session_state.get(state_keys.ASSIGNING_SHOWN, PAGE_SIZE)
    team_id = st.session_state.get(state_keys.TEAM)
    try:
        return assigning_read.board(context(), session.actor, team_id, asked, shown)
    except NotAllowed as error:
        if st.session_state.pop(state_keys.TEAM, None):
            st.rerun()
        st.html(page_title(_("Du har ingen familier at se endnu"), say(error)))
        st.stop()


def _families(board: AssigningBoard) -> str | None:
    names = {"all": _("Alle"), "unassigned": _("Mangler behandler")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            _("Vis"), list(names), default="all", required=True, format_func=names.__getitem__,
            key="assigning_which", width="content",
        )  # fmt: skip
        st.text_input(
            _("Sagsnummer"), key="assigning_search", placeholder=_("Søg på sagsnummer"), width=220
        )
    chosen = st.session_state.get(state_keys.ASSIGNING_FAMILY)
    row = next((one for one in board.families if one.family_id == chosen), None)
    if row is not None:
        forms.family(session.actor, board, row)
    if not board.families:
        st.write(_("Ingen familier passer til valget."))
        return None
    html = lists.families(board.families, chosen)
    pressed = clickable("assigning_families", html, lang=language())
    more = min(board.matching - len(board.families), PAGE_SIZE)
    if more > 0 and st.button(_n("Vis {n} familie mere", "Vis {n} familier mere", more)):
        st.session_state[state_keys.ASSIGNING_SHOWN] = len(board.families) + PAGE_SIZE
        st.rerun()
    return pressed


def _staff(board: AssigningBoard) -> str | None:
    st.subheader(_("Kolleger"))
    chosen = st.session_state.get(state_keys.ASSIGNING_COLLEAGUE)
    one = next((u for u in board.staff if u.user_id == chosen and u.active), None)
    if one is not None:
        forms.colleague(session.actor, one)
    pressed = clickable("assigning_staff", lists.staff_card(board.staff), lang=language())
    st.caption(week.counted())
    return pressed


def _act(go: str) -> None:
    kind, _sep, value = go.partition(":")
    opened = {
        "assign": state_keys.ASSIGNING_FAMILY,
        "colleague": state_keys.ASSIGNING_COLLEAGUE,
    }.get(kind)
    if opened is None:
        going.follow(go)
        return
    target = UUID(value)
    st.session_state[opened] = None if st.session_state.get(opened) == target else target
    st.rerun()


board = _board()
st.html(lists.title(board))
choose_team(board.team, board.teams)
told()
pressed = [_families(board)] if board.spread.families else []
forms.hand_over(session.actor, board)
pressed.append(_staff(board))
for go in filter(None, pressed):
    _act(go)
