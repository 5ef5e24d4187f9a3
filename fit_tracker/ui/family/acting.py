"""What follows when something on the family page was pressed."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.domain.programmes import Moment
from fit_tracker.services.accounts import Session
from fit_tracker.services.family_view import FamilyView
from fit_tracker.ui import state_keys
from fit_tracker.ui.family import tasks
from fit_tracker.ui.family.choices import Choices, follow
from fit_tracker.ui.family.forms import Desk
from fit_tracker.ui.pages import OFFERS, REPORT, RESPONSE, list_of
from fit_tracker.ui.questionnaire import opening


def act(session: Session, view: FamilyView, chosen: Choices, go: str) -> None:
    """Another view of the same, a form, another episode, or another page."""
    kind, _, value = go.partition(":")
    if follow(go, chosen):
        st.rerun()
    if kind == "task":
        tasks.open_form(Desk(session, view), go)
    elif kind == "episode":
        st.session_state[state_keys.EPISODE] = UUID(value)
        st.rerun()
    elif kind == "list":
        st.switch_page(list_of(session.role).file)
    elif kind == "go":
        _go(view, value)


def _go(view: FamilyView, value: str) -> None:
    """To the page of a thing that belongs to the course."""
    what, _, thing = value.partition(":")
    if what == "report" and view.episode is not None:
        st.session_state[state_keys.EPISODE] = view.episode.episode_id
        st.switch_page(REPORT.file)
    elif what == "response":
        st.session_state[state_keys.RESPONSE] = UUID(thing)
        st.switch_page(RESPONSE.file)
    elif what == "offer":
        st.session_state[state_keys.OFFER] = UUID(thing)
        st.switch_page(OFFERS.file)
    elif what == "answer":
        enrolment_id, _, moment = thing.partition(":")
        opening.open_questionnaire(UUID(enrolment_id), Moment(moment))
