"""Filter and order of the leader's list. The choices stay while a family is looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import TypeVar

import streamlit as st

from fit_tracker.services.lists import PAGE_SIZE, Kind, Order, TeamChoice, TeamView, Which
from fit_tracker.services.results import FamilyStatus
from fit_tracker.services.staff_loads import StaffLoad
from fit_tracker.ui import state_keys
from fit_tracker.ui.sentences import status_word
from fit_tracker.ui.texts import _

T = TypeVar("T")
EVERY_KIND: tuple[Kind, ...] = tuple(product(FamilyStatus, (True, False)))
KEYS = ("team_filter", "team_status", "team_practitioner", "team_order")
# Two beside each other on a phone.
WIDTH = 156


def chosen() -> tuple[TeamChoice, int]:
    """What the fields say, and how many rows of it are shown: the list is read before the
    fields above it are drawn."""
    which, status, person, order = (st.session_state.get(key) for key in KEYS)
    kinds = [kind for kind in EVERY_KIND if status == _words(kind)]
    choice = TeamChoice(which or Which.ALL, tuple(kinds), person, order or Order.NEED)
    if st.session_state.get(state_keys.TEAM_CHOICE) != choice:
        # Another question starts at the top of its answer.
        st.session_state[state_keys.TEAM_CHOICE] = choice
        st.session_state.pop(state_keys.TEAM_SHOWN, None)
    return choice, st.session_state.get(state_keys.TEAM_SHOWN, PAGE_SIZE)


def forget() -> None:
    """Show everything again."""
    for key in KEYS:
        st.session_state.pop(key, None)


def ask(view: TeamView, colleagues: Sequence[StaffLoad]) -> None:
    """The fields that `chosen` reads in the next run."""
    names = {
        Which.ALL: _("Alle"),
        Which.ATTENTION: _("Bør drøftes"),
        Which.QUIET: _("Uden måling i 30 dage"),
        Which.UNRATED: _("Aldrig målt"),
    }
    orders = {
        Order.NEED: _("Behov"), Order.LAST: _("Længst siden"), Order.CASE: _("Sagsnummer")
    }  # fmt: skip
    with st.container(horizontal=True):
        st.segmented_control(
            _("Vis"), list(names), default=Which.ALL, required=True, format_func=names.__getitem__,
            key=KEYS[0], persist_state="session", width="content",
        )  # fmt: skip
        _one_of(_("Status"), {_words(kind): _words(kind) for kind in view.kinds}, KEYS[1])
        staff = {one.user_id: one.display_name for one in colleagues if one.of_team}
        _one_of(_("Behandler"), staff, KEYS[2])
        st.selectbox(
            _("Rækkefølge"), list(orders), format_func=orders.__getitem__, key=KEYS[3],
            persist_state="session", filter_mode=None, width=WIDTH,
        )  # fmt: skip


def _words(kind: Kind) -> str:
    """Shape and word of a chip; two kinds may look the same."""
    return " ".join(status_word(*kind))


def _one_of(label: str, options: Mapping[T, str], key: str) -> None:
    if st.session_state.get(key) not in (None, *options):
        # Chosen in another team: nobody passed.
        del st.session_state[key]
        st.rerun()
    st.selectbox(
        label, list(options), index=None, placeholder=_("Alle"), key=key,
        format_func=options.__getitem__, persist_state="session", width=WIDTH,
    )  # fmt: skip
