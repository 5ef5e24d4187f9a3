"""Filter and order of the leader's list. The choices stay while a family is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from fit_tracker.services.lists import TeamEntry
from fit_tracker.ui import state_keys
from fit_tracker.ui.sentences import status_word
from fit_tracker.ui.texts import _

ALL, ATTENTION, QUIET = "all", "attention", "quiet"
BY_NEED, BY_LAST, BY_CASE = "need", "last", "case"
KEYS = ("team_filter", "team_status", "team_practitioner", "team_order")
# Two beside each other on a phone.
WIDTH = 168


@dataclass(frozen=True)
class Choice:
    """What the leader wants to see; None is everything."""

    which: str
    status: str | None
    practitioner: str | None
    order: str


def choose(entries: Sequence[TeamEntry]) -> list[TeamEntry]:
    """The entries as the leader wants to see them; the service's order is by need."""
    choice = _ask(entries)
    if st.session_state.get(state_keys.TEAM_CHOICE) != choice:
        # Another question starts at the top of its answer.
        st.session_state[state_keys.TEAM_CHOICE] = choice
        st.session_state.pop(state_keys.TEAM_SHOWN, None)
    return sorted((e for e in entries if _passes(e, choice)), key=_order(choice.order))


def forget() -> None:
    """Show everything again."""
    for key in KEYS:
        st.session_state.pop(key, None)


def _ask(entries: Sequence[TeamEntry]) -> Choice:
    names = {ALL: _("Alle"), ATTENTION: _("Bør drøftes"), QUIET: _("Uden måling i 30 dage")}
    orders = {BY_NEED: _("Behov"), BY_LAST: _("Længst siden"), BY_CASE: _("Sagsnummer")}
    staff = sorted({name for entry in entries for name in entry.practitioners})
    with st.container(horizontal=True):
        which = st.segmented_control(
            _("Vis"), list(names), default=ALL, required=True, format_func=names.__getitem__,
            key=KEYS[0], persist_state="session", width="content",
        )  # fmt: skip
        status = _one_of(_("Status"), _statuses(entries), KEYS[1])
        person = _one_of(_("Behandler"), staff, KEYS[2])
        order = st.selectbox(
            _("Rækkefølge"), list(orders), format_func=orders.__getitem__, key=KEYS[3],
            persist_state="session", filter_mode=None, width=WIDTH,
        )  # fmt: skip
    return Choice(which or ALL, status, person, order or BY_NEED)


def _one_of(label: str, options: list[str], key: str) -> str | None:
    if st.session_state.get(key) not in (None, *options):
        # Chosen in another team: nobody would pass.
        del st.session_state[key]
    found: str | None = st.selectbox(
        label, options, index=None, placeholder=_("Alle"), key=key, persist_state="session",
        width=WIDTH,
    )  # fmt: skip
    return found


def _statuses(entries: Sequence[TeamEntry]) -> list[str]:
    """Those that occur, the most serious first, as shape and word."""
    ordered = sorted(entries, key=lambda entry: (not entry.row.needs_attention, entry.row.severity))
    return list(dict.fromkeys(_status(entry) for entry in ordered))


def _status(entry: TeamEntry) -> str:
    return " ".join(status_word(entry.row.status, entry.row.needs_attention))


def _passes(entry: TeamEntry, choice: Choice) -> bool:
    if choice.practitioner is not None and choice.practitioner not in entry.practitioners:
        return False
    if choice.status is not None and choice.status != _status(entry):
        return False
    if choice.which == ATTENTION:
        return entry.row.needs_attention
    return choice.which != QUIET or entry.quiet_days is not None


def _order(by: str) -> Callable[[TeamEntry], Any]:
    if by == BY_LAST:
        return lambda entry: entry.row.last_visit_on or date.min
    if by == BY_CASE:
        return lambda entry: entry.row.case_number
    # Sorting is stable: a constant keeps the service's order.
    return lambda entry: 0
