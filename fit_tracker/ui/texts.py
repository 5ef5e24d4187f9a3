"""The words of the screen, in the language of whoever looks at it."""

from __future__ import annotations

import re
import threading
from datetime import date

import streamlit as st

from fit_tracker import texts
from fit_tracker.errors import UserFacing
from fit_tracker.ui import state_keys

_run = threading.local()

# What Markdown reads as marks anywhere, what only as the first thing, and what becomes a link
# (or Streamlit's logo) even so: there an invisible word joiner keeps the pieces apart.
_SIGNS = re.compile(r"[\\`*_\[\]<>~$&|]|:(?=[\w+-])")
_AT_START = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[#+=-]))")
_LINKS = re.compile(r"https?(?=\\?:)|www(?=\.)|@(?=\w)|:(?=streamlit:)", re.IGNORECASE)


def language() -> str:
    """The language of this browser session; Danish until somebody chooses."""
    chosen: str | None = getattr(_run, "language", None)
    return chosen or _chosen()


def _chosen() -> str:
    return str(st.session_state.get(state_keys.LANGUAGE, texts.DEFAULT_LANGUAGE))


def settle() -> None:
    """Look the language up once for this run: a page says hundreds of things, and asking
    the browser session each time costs more than saying them. A run has its own thread,
    and a thread serves one browser session only."""
    _run.language = _chosen()


def _(message: str, **values: object) -> str:
    """The Danish `message` in the reader's language, with its named values filled in."""
    return texts.tr(language(), message, **values)


def _n(one: str, many: str, n: int, **values: object) -> str:
    """`one` or `many`, by `n`, which the text may name as {n}."""
    return texts.tr_n(language(), one, many, n, **values)


def say(error: UserFacing) -> str:
    """The sentence of an error."""
    return texts.say(language(), error)


def plain(text: str) -> str:
    """`text` as it stands, for a label or message that Streamlit reads as Markdown.

    Whatever holds a person's words goes through here: a case number may look like a link,
    a picture or a formula, and must be shown as it was typed.
    """
    signs = _AT_START.sub(r"\g<0>\\", _SIGNS.sub(r"\\\g<0>", text.strip()))
    return _LINKS.sub("\\g<0>\u2060", signs)


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
