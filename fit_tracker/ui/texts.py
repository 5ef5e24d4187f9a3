"""The words of the screen, in the language of whoever looks at it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from fit_tracker import texts
from fit_tracker.errors import UserFacing
from fit_tracker.ui import state_keys


def language() -> str:
    """The language of this browser session; Danish until somebody chooses."""
    return str(st.session_state.get(state_keys.LANGUAGE, texts.DEFAULT_LANGUAGE))


def _(message: str, **values: object) -> str:
    """The Danish `message` in the reader's language, with its named values filled in."""
    return texts.tr(language(), message, **values)


def _n(one: str, many: str, n: int, **values: object) -> str:
    """`one` or `many`, by `n`, which the text may name as {n}."""
    return texts.tr_n(language(), one, many, n, **values)


def say(error: UserFacing) -> str:
    """The sentence of an error."""
    return texts.say(language(), error)


def day(value: date | None) -> str:
    """dd-mm-åååå, also in English: one way of writing dates on one municipality's screens."""
    return "–" if value is None else f"{value:%d-%m-%Y}"


def long_day(value: date) -> str:
    """Weekday, date and ISO week: "Søndag 22-11-2026, uge 47"."""
    week = value.isocalendar().week
    return _("{weekday} {day}, uge {week}", weekday=_weekday(value), day=day(value), week=week)


def _weekday(value: date) -> str:
    names = (
        _("Mandag"),
        _("Tirsdag"),
        _("Onsdag"),
        _("Torsdag"),
        _("Fredag"),
        _("Lørdag"),
        _("Søndag"),
    )
    return names[value.weekday()]
