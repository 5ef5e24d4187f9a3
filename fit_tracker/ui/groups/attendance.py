"""Who came: one row a family, its members to touch. Nobody touched: why the family was away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import streamlit as st

from fit_tracker.domain.visits import VisitStatus
from fit_tracker.errors import InvalidInput
from fit_tracker.services.group_form import Seat
from fit_tracker.ui import drafts
from fit_tracker.ui.groups import steps, words
from fit_tracker.ui.texts import _, plain
from fit_tracker.ui.words import visit_status_word

PER_ROW = 2
AWAY = (VisitStatus.CANCELLED, VisitStatus.NO_SHOW)


@dataclass(frozen=True)
class Came:
    """A family's row as filled in; `away` is None until it is said why nobody came."""

    seat: Seat
    present: tuple[UUID, ...]
    away: VisitStatus | None

    @property
    def status(self) -> VisitStatus:
        if self.present:
            return VisitStatus.ATTENDED
        if self.away is None:
            raise InvalidInput(
                "{case}: vælg, hvem der kom, eller om familien har aflyst eller er udeblevet.",
                case=self.seat.case_number,
            )
        return self.away


def names(seat: Seat) -> dict[UUID, str]:
    people = seat.people
    return {p.member_id: name for p, name in zip(people, words.labels(people), strict=True)}


def ask(seats: Sequence[Seat], on: date) -> list[Came]:
    with st.container(key="card_groups_came"):
        st.subheader(_("Hvem kom?"))
        st.caption(_("De, der kom sidst, er valgt. Fravælg alle i en familie, der ikke kom."))
        found = []
        for first in range(0, len(seats), PER_ROW):
            columns = st.columns(PER_ROW)
            for column, seat in zip(columns, seats[first : first + PER_ROW], strict=False):
                with column:
                    found.append(_row(seat, on))
        return found


def _row(seat: Seat, on: date) -> Came:
    key = f"{on}_{seat.family_id}"
    called = names(seat)
    present = st.pills(
        plain(seat.case_number),
        list(called),
        selection_mode="multi",
        format_func=lambda member: plain(called[member]),
        **drafts.field(steps.place(), f"groups_came_{key}", seat.usual, called),
    )
    away = None
    if not present:
        away = st.segmented_control(
            _("Familien kom ikke"),
            list(AWAY),
            format_func=visit_status_word,
            **drafts.field(steps.place(), f"groups_away_{key}"),
        )
    # In the family's own order, whatever order they were touched in.
    return Came(seat, tuple(member for member in called if member in present), away)
