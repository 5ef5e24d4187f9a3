"""Filter and order of the leader's list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from fit_tracker.services.lists import TeamEntry
from fit_tracker.ui.texts import _

ALL, ATTENTION, QUIET = "all", "attention", "quiet"
BY_NEED, BY_LAST, BY_CASE = "need", "last", "case"


def choose(entries: Sequence[TeamEntry]) -> list[TeamEntry]:
    """The entries as the leader wants to see them; the service's order is by need."""
    which, who, order = st.columns([2, 1, 1])
    names = {ALL: _("Alle"), ATTENTION: _("Bør drøftes"), QUIET: _("Uden måling i 30 dage")}
    with which:
        wanted = st.segmented_control(
            _("Vis"), list(names), default=ALL, format_func=names.__getitem__, key="team_filter"
        )
    staff = sorted({name for entry in entries for name in entry.practitioners})
    with who:
        person = st.selectbox(
            _("Behandler"), staff, index=None, placeholder=_("Alle"), key="team_practitioner"
        )
    orders = {BY_NEED: _("Behov"), BY_LAST: _("Længst siden"), BY_CASE: _("Sagsnummer")}
    with order:
        by = st.selectbox(
            _("Rækkefølge"), list(orders), format_func=orders.__getitem__, key="team_order"
        )
    found = [e for e in entries if _passes(e, wanted or ALL, person)]
    return sorted(found, key=_order(by))


def _passes(entry: TeamEntry, wanted: str, person: str | None) -> bool:
    if person is not None and person not in entry.practitioners:
        return False
    if wanted == ATTENTION:
        return entry.row.needs_attention
    return wanted != QUIET or entry.quiet_days is not None


def _order(by: str | None) -> Callable[[TeamEntry], Any]:
    if by == BY_LAST:
        return lambda entry: entry.row.last_visit_on or date.min
    if by == BY_CASE:
        return lambda entry: entry.row.case_number
    # Sorting is stable: a constant keeps the service's order.
    return lambda entry: 0
