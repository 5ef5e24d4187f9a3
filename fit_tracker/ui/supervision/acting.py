"""What a pressed button of the supervision page does."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.domain.people import Actor
from fit_tracker.services import supervision
from fit_tracker.services.supervision_read import Agenda
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.team import going
from fit_tracker.ui.team.doing import do


def act(actor: Actor, agenda: Agenda | None, go: str) -> None:
    """A pressed button of the agenda or of a suggestion, or a link to another page."""
    kind, _, value = go.partition(":")
    ctx = context()
    if kind in ("up", "down"):
        do(lambda: supervision.move(ctx, actor, UUID(value), up=kind == "up"))
    elif kind == "remove":
        do(lambda: supervision.remove(ctx, actor, UUID(value)))
    elif kind == "pick" and agenda is not None:
        do(lambda: supervision.pick(ctx, actor, agenda.meeting.supervision_id, value))
    elif kind == "held":
        chosen = UUID(value)
        shown = st.session_state.get(state_keys.SUPERVISION_HELD)
        st.session_state[state_keys.SUPERVISION_HELD] = None if shown == chosen else chosen
        st.rerun()
    else:
        going.follow(go)
