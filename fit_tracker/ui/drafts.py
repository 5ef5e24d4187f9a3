"""What is typed and not saved yet, kept when the page is left.

Streamlit forgets a field that is not drawn, and a form tells nobody what is typed in it before it
is sent: a field that is kept here stands outside a form. A draft belongs to a place, such as one
group's session or one family on the agenda, and is given back there only. It is dropped when it is
saved or given up, and at sign-out with all else.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, TypedDict

import streamlit as st

from fit_tracker.ui import state_keys
from fit_tracker.ui.texts import _, day


class Kept(TypedDict):
    """What a kept field is drawn with, beside its own arguments."""

    key: str
    on_change: Any
    args: tuple[str, str]


def field(place: str, key: str, start: object = None, among: Collection[Any] = ()) -> Kept:
    """Use as `st.text_input(label, **field(place, key, start))`: it begins with what was typed
    here before, otherwise with `start`; the widget itself is given no value. Where several are
    chosen `among` others, one that is not offered any longer falls away."""
    if key not in st.session_state:
        found = _of(place).get(key, start)
        if among and found is not None:
            found = [one for one in found if one in among]
        if found is not None:
            st.session_state[key] = found
    return Kept(key=key, on_change=_keep, args=(place, key))


def day_field(label: str, place: str, key: str, start: date) -> str:
    """A kept field for a date; hand its text to `parse_day`."""
    kept = field(place, key, day(start))
    return str(st.text_input(label, placeholder=_("dd-mm-åååå"), **kept))


def is_kept(place: str, key: str) -> bool:
    return key in _of(place)


def forget(place: str) -> None:
    """It is saved or given up."""
    st.session_state.get(state_keys.DRAFTS, {}).pop(place, None)


def _keep(place: str, key: str) -> None:
    """A field was left. A callback, so that it is kept before any other page is drawn."""
    kept = st.session_state.setdefault(state_keys.DRAFTS, {})
    kept.setdefault(place, {})[key] = st.session_state[key]


def _of(place: str) -> dict[str, Any]:
    found: dict[str, Any] = st.session_state.get(state_keys.DRAFTS, {}).get(place, {})
    return found
