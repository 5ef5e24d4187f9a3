"""A scale's numbers typed anew with a reason: what corrections of ratings and answers share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import streamlit as st

from fit_tracker.domain.scores import danish
from fit_tracker.errors import InvalidInput
from fit_tracker.ui.numbers import parse_score
from fit_tracker.ui.texts import _, plain

Fields = dict[str, tuple[str, str]]
"""Item key (or "" for the total) with its label and the text typed."""


def score_fields(
    items: Mapping[str, Decimal],
    total: Decimal | None,
    label: Callable[[str], str],
    key: str,
) -> Fields:
    """A field for each item; a total that was typed as one stays a total."""
    before: dict[str, Decimal | None] = {**items} or {"": total}
    fields: Fields = {}
    for item, value in before.items():
        name = label(item) if item else _("I alt")
        typed = st.text_input(plain(name), value=danish(value), key=f"{key}_{item}")
        fields[item] = (name, typed)
    return fields


def typed_scores(fields: Fields) -> tuple[dict[str, Decimal] | None, Decimal | None]:
    """The items, or None, and the total, or None; a field left empty is named."""
    given = {key: _number(label, typed) for key, (label, typed) in fields.items()}
    total = given.pop("", None)
    return given or None, total


def _number(label: str, typed: str) -> Decimal:
    value = parse_score(typed, label)
    if value is None:
        raise InvalidInput("Feltet «{field}» mangler.", field=label)
    return value


def why(reason: str) -> str:
    if not reason.strip():
        raise InvalidInput("Skriv kort hvorfor. Det bliver gemt sammen med det, der stod før.")
    return reason
