"""Beredskab: every family that needs action, with an owner, a deadline and one next step."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.domain.responses import Standing, Step
from fit_tracker.domain.times import clock
from fit_tracker.services import responses
from fit_tracker.services.permissions import Action, may
from fit_tracker.services.response_queue import PAGE
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.emergency import acting, cards, desk, figures, tasks
from fit_tracker.ui.emergency.words import standing_word
from fit_tracker.ui.texts import _, _n, language

OPEN = "open"
WHICH = "emergency_which"

session = guard.require(Action.SEE_QUEUE)


def _head(found: responses.Queue) -> None:
    """The message, and what a leader may start from here."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.html(figures.head(found.figures), width="content")
        with st.container(horizontal=True, width="content"):
            if may(session.role, Action.BRING_IN_ACUTE) and st.button(
                _("Meld akut"), key="emergency_acute_open"
            ):
                tasks.open_acute()
            if may(session.role, Action.SET_DEADLINES) and st.button(
                _("Frister"), key="emergency_deadlines_open"
            ):
                tasks.open_deadlines()


def _choose() -> None:
    names = {OPEN: _("Alle åbne")} | {one.value: standing_word(one) for one in Standing}
    st.segmented_control(
        _("Vis"), list(names), default=OPEN, required=True, format_func=names.__getitem__,
        key=WHICH, persist_state="session", label_visibility="collapsed", wrap=True,
        on_change=_from_the_top,
    )  # fmt: skip


def _from_the_top() -> None:
    """Another question starts at the top of its answer."""
    st.session_state.pop(state_keys.QUEUE_SHOWN, None)


def _turn(found: responses.Queue, page: int) -> None:
    """The pages of a long queue, and how old what one sees is."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if page and st.button(_("Forrige"), key="emergency_before"):
            st.session_state[state_keys.QUEUE_SHOWN] = page - 1
            st.rerun()
        more = min(found.more, PAGE)
        if more and st.button(
            _n("Vis den sidste", "Vis de næste {n}", more), key="emergency_after"
        ):
            st.session_state[state_keys.QUEUE_SHOWN] = page + 1
            st.rerun()
        n = clock(context().clock())
        st.caption(_("Køen, som den var kl. {n}.", n=n), width="content")
        st.button(_("Hent igen"), type="tertiary", key="emergency_again")


def _follow(pressed: str) -> None:
    kind, _sep, rest = pressed.partition(":")
    value, _sep, revision = rest.partition(":")
    if kind == "family":
        acting.open_family(UUID(value))
    elif kind == "open":
        acting.open_response(UUID(value))
    elif kind == "take" and acting.do_directly(session, Step.TAKE, UUID(value), int(revision)):
        if state_keys.RESPONSE_CONFLICT in st.session_state:
            st.rerun()
        acting.open_response(UUID(value))


chosen = st.session_state.get(WHICH) or OPEN
which = None if chosen == OPEN else Standing(chosen)
page = st.session_state.get(state_keys.QUEUE_SHOWN, 0)
if (waiting := st.session_state.pop(state_keys.RESPONSE_PRESSED, None)) is not None:
    _follow(waiting)
found = responses.queue(context(), session.actor, which, page)
_head(found)
desk.notices()
st.html(figures.numbers(found.figures))
_choose()
if found.rows:
    html = cards.cards(found.rows, found.figures.by_code, context().today())
    if go := clickable("emergency_queue", html, cards.CSS, language()):
        _follow(go)
else:
    st.html(cards.empty(which))
_turn(found, page)
