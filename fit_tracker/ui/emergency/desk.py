"""What the forms share: who asks, about which response, and what happens when two were at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from fit_tracker.domain.responses import Step
from fit_tracker.errors import Conflict, UserFacing
from fit_tracker.services.accounts import Session
from fit_tracker.services.responses import ResponseView
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.emergency.words import done_notice
from fit_tracker.ui.texts import _, plain, say


@dataclass(frozen=True)
class Desk:
    """`revision` is the one that was on the screen when somebody pressed: what has changed
    since then is told by the service, never overwritten."""

    session: Session
    view: ResponseView
    step: Step
    revision: int

    @property
    def response_id(self) -> UUID:
        return self.view.row.response_id

    def do(self, service: Callable[..., None], *given: object) -> None:
        service(context(), self.session.actor, self.response_id, self.revision, *given)


def save(desk: Desk, work: Callable[[], object], draft: str = "") -> None:
    """Do it and close the form; keep it open with the sentence of what was wrong; or, when
    somebody was first, show what is true now. What was written is kept for the next form."""
    try:
        work()
    except Conflict as error:
        st.session_state[state_keys.RESPONSE_DRAFT] = (desk.response_id, desk.step, draft)
        tell_conflict(error)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    else:
        st.session_state.pop(state_keys.RESPONSE_DRAFT, None)
        st.session_state[state_keys.NOTICE] = done_notice(desk.step)
    st.rerun()


def tell_conflict(error: Conflict) -> None:
    """To be said on the page that is drawn anew."""
    st.session_state[state_keys.RESPONSE_CONFLICT] = say(error)


def notices() -> None:
    """What was saved, or who was first, said once at the top of the page."""
    if told := st.session_state.pop(state_keys.RESPONSE_CONFLICT, None):
        st.warning(plain(told))
        if any(st.session_state.get(state_keys.RESPONSE_DRAFT, ())[2:]):
            st.caption(_("Det, du skrev, er ikke tabt: det står i feltet næste gang."))
    if notice := st.session_state.pop(state_keys.NOTICE, None):
        st.success(notice)


def words_field(desk: Desk, label: str, key: str, placeholder: str | None = None) -> str:
    """A field for a few words; holds what was written here before another was first."""
    *where, text = st.session_state.get(state_keys.RESPONSE_DRAFT, ("",))
    kept = text if where == [desk.response_id, desk.step] else ""
    return st.text_area(
        plain(label), value=kept, key=key, max_chars=500, height=110, placeholder=placeholder
    )
