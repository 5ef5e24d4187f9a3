"""Dates typed and shown the Danish way. Streamlit's own calendar speaks English."""

from __future__ import annotations

import re
from datetime import date

import streamlit as st

from fit_tracker.errors import InvalidInput
from fit_tracker.ui.texts import _, day

_DAY = re.compile(r"\s*(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})\s*")


def parse_day(text: str) -> date:
    """The date written as dd-mm-åååå (also with dots, slashes or spaces)."""
    found = _DAY.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        raise InvalidInput(
            "«{text}» er ikke en dato. Skriv dag, måned og år som 03-11-2026.", text=text
        ) from None


def day_input(label: str, default: date, key: str) -> str:
    """A field for a date; hand its text to `parse_day` when the form is sent."""
    return st.text_input(label, value=day(default), key=key, placeholder=_("dd-mm-åååå"))
