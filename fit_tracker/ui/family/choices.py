"""How this person looks at the family: kept while they move about, dropped with the family."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal
from uuid import UUID

import streamlit as st

KEY = "fit.family_choices"
TASK = "fit.family_task"
"""A form to open on the next run of the page, as if its link had been pressed."""


@dataclass
class Choices:
    """`point` is the rating that is looked at, `everything` shows the whole time line,
    `ahead` the place of the one whose expected course is drawn."""

    family: str
    axis: Literal["visit", "date"] = "visit"
    apart: bool = False
    table: bool = False
    everything: bool = False
    point: str = ""
    ahead: int | None = None

    def keep(self) -> None:
        st.session_state[KEY] = asdict(self)


def choices(family_id: UUID) -> Choices:
    """The choices for this family; another family starts afresh."""
    known = st.session_state.get(KEY, {})
    return Choices(**known) if known.get("family") == str(family_id) else Choices(str(family_id))


def follow(go: str, chosen: Choices) -> bool:
    """Take in a pressed link that changes the view; True when the page must be drawn anew."""
    kind, _, value = go.partition(":")
    match kind:
        case "axis":
            chosen.axis = "date" if value == "date" else "visit"
        case "apart":
            chosen.apart = value == "yes"
        case "table":
            chosen.table = value == "yes"
        case "everything":
            chosen.everything = value == "yes"
        case "point":
            chosen.point = value
        case "ahead":
            chosen.ahead = int(value)
        case _:
            return False
    chosen.keep()
    return True
