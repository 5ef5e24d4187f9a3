"""Whose families are looked at, for a leader."""

from __future__ import annotations

import streamlit as st

from fit_tracker.services.answer_moments import MomentRow
from fit_tracker.services.answers_due import Due
from fit_tracker.ui import state_keys
from fit_tracker.ui.texts import _

WIDTH = 220
KEY = "measures_practitioner"


def practitioner(due: Due) -> str | None:
    """Ask; another choice starts at the top of its list. None is everybody's."""
    found = sorted({name for names in due.staff.values() for name in names})
    if st.session_state.get(KEY) not in (None, *found):
        # None of their families is asked about anything any longer.
        del st.session_state[KEY]
    chosen: str | None = st.selectbox(
        _("Behandler"), found, index=None, placeholder=_("Alle"), key=KEY,
        persist_state="session", width=WIDTH,
    )  # fmt: skip
    if st.session_state.get(state_keys.MEASURES_CHOICE) != chosen:
        st.session_state[state_keys.MEASURES_CHOICE] = chosen
        st.session_state.pop(state_keys.MEASURES_SHOWN, None)
    return chosen


def passes(due: Due, row: MomentRow, chosen: str | None) -> bool:
    return chosen is None or chosen in due.staff.get(row.enrolment.family_id, ())
