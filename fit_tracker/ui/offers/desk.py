"""What the forms of an offer share: who fills in, for which offer, and saving once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from fit_tracker.domain.people import Actor
from fit_tracker.errors import Conflict, UserFacing
from fit_tracker.services.accounts import Session
from fit_tracker.services.offer_read import OfferView
from fit_tracker.ui import state_keys
from fit_tracker.ui.texts import plain, say


@dataclass(frozen=True)
class Desk:
    """`view` is what was on the screen when the form was opened: what has changed since is
    told by the service, never overwritten."""

    session: Session
    view: OfferView

    @property
    def actor(self) -> Actor:
        return self.session.actor

    @property
    def offer_id(self) -> UUID:
        return self.view.summary.row.offer_id

    @property
    def revision(self) -> int:
        return self.view.summary.row.revision


def save(work: Callable[[], str]) -> None:
    """Do it, say what `work` says and close the form; or keep it open with what was wrong."""
    try:
        notice = work()
    except Conflict as error:
        st.session_state[state_keys.OFFER_CONFLICT] = say(error)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    else:
        st.session_state[state_keys.NOTICE] = notice
    st.rerun()


def notices() -> None:
    """What was saved, or who was first, once at the top of the page."""
    if told := st.session_state.pop(state_keys.OFFER_CONFLICT, None):
        st.warning(plain(told))
    if notice := st.session_state.pop(state_keys.NOTICE, None):
        st.success(notice)
        st.toast(notice)
