"""Nyt besøg: choose the family, and record who came and what they answered."""

from __future__ import annotations

import streamlit as st

from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.visit import overview, paper, start

session = guard.require(Action.RECORD_VISIT)

visit_id = st.session_state.get(state_keys.VISIT)
if visit_id is None:
    start.show(session)
elif st.session_state.get(state_keys.VISIT_STEP) == paper.STEP:
    paper.show(session, visit_id)
else:
    overview.show(session, visit_id)
