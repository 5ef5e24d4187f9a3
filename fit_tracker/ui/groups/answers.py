"""What those who came answered on paper: totals by keyboard, or every line of the scales."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID, uuid5

import streamlit as st

from fit_tracker.domain.instruments import OUTCOME, Instrument
from fit_tracker.domain.people import RaterKind
from fit_tracker.errors import InvalidInput
from fit_tracker.services.group_form import Sheet
from fit_tracker.services.visits import NewRating
from fit_tracker.ui import drafts
from fit_tracker.ui.groups import steps
from fit_tracker.ui.groups.attendance import Came, names
from fit_tracker.ui.naming import inside
from fit_tracker.ui.numbers import parse_score
from fit_tracker.ui.texts import _, language, plain

PER_ROW = 2


@dataclass(frozen=True)
class Named:
    """A sheet with the names it is shown under."""

    sheet: Sheet
    name: str
    rater: str
    case_number: str

    @property
    def scale(self) -> Instrument:
        return self.sheet.scale

    @property
    def label(self) -> str:
        if self.sheet.rater_kind is RaterKind.CARETAKER:
            return _("{rater} om {child} · trivsel", rater=self.rater, child=inside(self.name))
        word = _("trivsel før") if self.scale.measure == OUTCOME else _("i gruppen")
        return f"{self.name} · {word}"

    def key(self, field: str) -> str:
        return f"groups_{self.scale.measure}_{self.sheet.member_id}_{field}"


def sheets(came: Came) -> list[list[Named]]:
    """The sheets of each person, in the family's order."""
    called = names(came.seat)
    found: dict[tuple[UUID, UUID], list[Named]] = {}
    for sheet in came.seat.sheets(came.present):
        named = Named(sheet, called[sheet.member_id], called[sheet.rater_id], came.seat.case_number)
        found.setdefault((sheet.rater_id, sheet.member_id), []).append(named)
    return list(found.values())


def fields(everybody: Sequence[Came], *, items: bool) -> None:
    """The fields, family by family. Empty ones are no answer."""
    for came in everybody:
        own = sheets(came)
        if not own:
            continue
        st.markdown(f"**{plain(came.seat.case_number)}**")
        if items:
            for sheet in (one for person in own for one in person):
                _every_line(sheet)
        else:
            _totals(own)


def _totals(own: list[list[Named]]) -> None:
    """Two people beside each other, each with what came before and after."""
    for first in range(0, len(own), PER_ROW):
        columns = iter(st.columns(2 * PER_ROW, vertical_alignment="bottom"))
        for person in own[first : first + PER_ROW]:
            for sheet in person:
                _total(next(columns), sheet, sheet.label)


def _every_line(sheet: Named) -> None:
    st.markdown(plain(sheet.label))
    lines = sheet.scale.items
    columns = st.columns(len(lines) + 1, vertical_alignment="bottom")
    for column, item in zip(columns, lines, strict=False):
        column.text_input(
            plain(item.label[language()].replace("{name}", inside(sheet.name))),
            placeholder=_span(sheet.scale.item_min, sheet.scale.item_max),
            **drafts.field(steps.place(), sheet.key(item.key)),
        )
    _total(columns[-1], sheet, _("eller total"))


def _total(column: st.delta_generator.DeltaGenerator, sheet: Named, label: str) -> None:
    span = _span(sheet.scale.total_min, sheet.scale.total_max)
    kept = drafts.field(steps.place(), sheet.key("total"))
    column.text_input(plain(label), placeholder=span, **kept)


def _span(low: Decimal, high: Decimal) -> str:
    """ "0–40": what the paper's lines are measured in."""
    return f"{low.normalize():f}–{high.normalize():f}".replace(".", ",")


def ratings(came: Came, batch: UUID) -> tuple[NewRating, ...]:
    """What was typed for one family."""
    given = [_rating(sheet, batch) for person in sheets(came) for sheet in person]
    return tuple(rating for rating in given if rating is not None)


def _rating(sheet: Named, batch: UUID) -> NewRating | None:
    where = f"{sheet.case_number}, {sheet.label}"
    items = dict(_items(sheet, where))
    total = parse_score(_typed(sheet, "total"), where)
    if not items and total is None:
        return None
    missing = [i.label[language()] for i in sheet.scale.items if i.key not in items]
    if items and missing:
        raise InvalidInput(
            "{where}: mangler {labels}. Skriv alle svar, eller slet dem og skriv kun totalen.",
            where=where,
            labels=", ".join(missing),
        )
    return NewRating(
        submission_id=uuid5(batch, sheet.key("rating")),
        member_id=sheet.sheet.member_id,
        rater_kind=sheet.sheet.rater_kind,
        rater_member_id=sheet.sheet.rater_id,
        instrument_id=sheet.scale.instrument_id,
        items=items or None,
        total=total,
    )


def _items(sheet: Named, where: str) -> Iterator[tuple[str, Decimal]]:
    for item in sheet.scale.items:
        value = parse_score(_typed(sheet, item.key), f"{where}, {item.label[language()]}")
        if value is not None:
            yield item.key, value


def _typed(sheet: Named, field: str) -> str:
    return str(st.session_state.get(sheet.key(field), ""))
