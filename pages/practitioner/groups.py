"""Grupper: families who receive a service together, and one screen for each session."""

from __future__ import annotations

import streamlit as st

from fit_tracker.errors import NotFound
from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.groups import forms, overview, session, steps

signed_in = guard.require(Action.RUN_GROUPS)

group_id = steps.chosen()
step, value = steps.step()
try:
    if step == steps.NEW:
        forms.new(signed_in)
    elif group_id is None:
        overview.show_list(signed_in)
    elif step == steps.SESSION:
        session.show(signed_in, group_id)
    elif step == steps.PLACE:
        forms.place(signed_in, group_id)
    elif step == steps.LEAVE:
        forms.leave(signed_in, group_id, value)
    elif step == steps.LEADERS:
        forms.leaders(signed_in, group_id)
    elif step == steps.END:
        forms.end(signed_in, group_id)
    else:
        overview.show_group(signed_in, group_id)
except NotFound:
    # The group has been handed on to others since it was looked at.
    st.session_state[state_keys.GROUP] = None
    steps.go(None)
