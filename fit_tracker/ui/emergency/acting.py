"""What follows when something about a response was pressed: "step:take:<id>:<revision>"."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.domain.responses import Step
from fit_tracker.errors import Conflict, UserFacing
from fit_tracker.services import responses
from fit_tracker.services.accounts import Session
from fit_tracker.services.responses import ResponseView
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.emergency import tasks
from fit_tracker.ui.emergency.desk import Desk, tell_conflict
from fit_tracker.ui.emergency.response import changed_sentence
from fit_tracker.ui.emergency.words import done_notice
from fit_tracker.ui.texts import plain, say

FAMILY_PAGE = "pages/practitioner/family.py"
QUEUE_PAGE = "pages/emergency/queue.py"
RESPONSE_PAGE = "pages/emergency/response.py"

DIRECT = {Step.TAKE: responses.take, Step.RESUME: responses.resume}
"""Steps that ask for nothing more."""


def open_response(response_id: UUID) -> None:
    st.session_state[state_keys.RESPONSE] = response_id
    st.switch_page(RESPONSE_PAGE)


def open_family(family_id: UUID) -> None:
    st.session_state[state_keys.FAMILY] = family_id
    st.session_state[state_keys.EPISODE] = None
    st.switch_page(FAMILY_PAGE)


def do_directly(session: Session, step: Step, response_id: UUID, revision: int) -> bool:
    """Take the step now; False when it was refused for another reason than that somebody was
    first. Then the page is drawn anew with what is true now."""
    try:
        DIRECT[step](context(), session.actor, response_id, revision)
    except Conflict as error:
        tell_conflict(error)
    except UserFacing as error:
        st.error(plain(say(error)))
        return False
    else:
        st.session_state[state_keys.NOTICE] = done_notice(step)
    return True


def act(session: Session, view: ResponseView, step: Step, revision: int) -> None:
    """A step on the response's own page. `revision` is what was on the screen."""
    if step in DIRECT:
        if do_directly(session, step, view.row.response_id, revision):
            st.rerun()
    elif revision != view.row.revision:
        # Nobody fills in a form only to hear at its end that it was too late.
        st.warning(plain(changed_sentence(view, revision)))
    else:
        tasks.open_step(Desk(session, view, step, revision))
