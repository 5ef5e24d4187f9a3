"""Which questionnaire is open, and the ways to it and from it."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.domain.programmes import Moment
from fit_tracker.ui import state_keys

PAGE = "pages/practitioner/questionnaire.py"
LIST = "pages/practitioner/measures.py"


def choose(enrolment_id: UUID, moment: Moment) -> None:
    """Make it the open one, with nothing left of another."""
    forget()
    st.session_state[state_keys.QUESTIONNAIRE] = (enrolment_id, moment)


def open_questionnaire(enrolment_id: UUID, moment: Moment) -> None:
    choose(enrolment_id, moment)
    st.switch_page(PAGE)


def opened() -> tuple[UUID, Moment] | None:
    found: tuple[UUID, Moment] | None = st.session_state.get(state_keys.QUESTIONNAIRE)
    return found


def forget() -> None:
    for key in (
        state_keys.QUESTIONNAIRE,
        state_keys.QUESTIONNAIRE_STEP,
        state_keys.QUESTIONNAIRE_SUBMISSION,
        state_keys.QUESTIONNAIRE_RATER,
        state_keys.QUESTIONNAIRE_SKIPPED,
        state_keys.QUESTIONNAIRE_ASKING,
        state_keys.QUESTIONNAIRE_ERROR,
    ):
        st.session_state.pop(key, None)
