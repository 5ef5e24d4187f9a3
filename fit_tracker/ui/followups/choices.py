"""What is looked at: list or month, and for a leader whose families."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from fit_tracker.services.meeting_lists import MeetingRow
from fit_tracker.ui import state_keys
from fit_tracker.ui.texts import _

LIST, MONTH = "list", "month"
WIDTH = 220


@dataclass(frozen=True)
class Choice:
    """`practitioner` None is everybody's."""

    view: str
    practitioner: str | None

    def passes(self, row: MeetingRow) -> bool:
        return self.practitioner is None or self.practitioner in row.practitioners


def choose(rows: Sequence[MeetingRow], *, staff: bool) -> Choice:
    """Ask; another choice starts at the top of its list."""
    names = {LIST: _("Liste"), MONTH: _("Måned")}
    view = st.segmented_control(
        _("Vis"), list(names), default=LIST, required=True, format_func=names.__getitem__,
        key="followups_view", persist_state="session", width="content",
    )  # fmt: skip
    choice = Choice(view or LIST, _practitioner(rows) if staff else None)
    if st.session_state.get(state_keys.FOLLOWUPS_CHOICE) != choice:
        st.session_state[state_keys.FOLLOWUPS_CHOICE] = choice
        st.session_state.pop(state_keys.FOLLOWUPS_SHOWN, None)
    return choice


def _practitioner(rows: Sequence[MeetingRow]) -> str | None:
    found = sorted({name for row in rows for name in row.practitioners})
    if st.session_state.get("followups_practitioner") not in (None, *found):
        # None of their families has a meeting any longer.
        del st.session_state["followups_practitioner"]
    chosen: str | None = st.selectbox(
        _("Behandler"), found, index=None, placeholder=_("Alle"), key="followups_practitioner",
        persist_state="session", width=WIDTH,
    )  # fmt: skip
    return chosen
