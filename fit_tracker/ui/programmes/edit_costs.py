"""The form of the costs. A line without a name is taken away."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from fit_tracker.domain.programmes import CostKind, CostLine, CostUnit, Programme
from fit_tracker.errors import InvalidInput
from fit_tracker.ui.programmes import fields, words
from fit_tracker.ui.programmes.fields import P
from fit_tracker.ui.texts import _

SPARE = 1


def draw(now: Programme) -> None:
    st.caption(
        _(
            "En variant er en måde at deltage på med sin egen pris, som kursus eller gruppe. "
            "En linje, der kun lægger andre sammen, tælles ikke med igen."
        )
    )
    for number, one in fields.spaced(now.costs, SPARE):
        _line(number, one)


def _line(number: int, one: CostLine | None) -> None:
    kinds, units = list(CostKind), list(CostUnit)
    item, kind, unit = st.columns(3)
    with item:
        fields.text(_("Udgift {n}", n=number + 1), f"cost_item_{number}", one.item if one else "")
    kind.selectbox(
        _("Slags"),
        kinds,
        index=kinds.index(one.kind) if one else 0,
        format_func=words.cost_kind_word,
        key=f"{P}cost_kind_{number}",
    )
    unit.selectbox(
        _("For hvad"),
        units,
        index=units.index(one.unit) if one else 0,
        format_func=words.cost_unit_word,
        key=f"{P}cost_unit_{number}",
    )
    _amounts(number, one)
    _rest(number, one)


def _amounts(number: int, one: CostLine | None) -> None:
    amount, low, high, variant = st.columns([2, 2, 2, 2])
    with amount:
        fields.amount(_("Beløb, kr."), f"cost_amount_{number}", one.amount if one else None)
    with low:
        fields.amount(_("Laveste"), f"cost_low_{number}", one.low if one else None)
    with high:
        fields.amount(_("Højeste"), f"cost_high_{number}", one.high if one else None)
    with variant:
        fields.text(_("Variant"), f"cost_variant_{number}", one.variant if one else "")


def _rest(number: int, one: CostLine | None) -> None:
    level, remark = st.columns(2)
    with level:
        fields.text(_("Prisniveau"), f"cost_level_{number}", one.price_level if one else "")
    with remark:
        fields.text(_("Bemærkning"), f"cost_remark_{number}", one.remark if one else "")
    label = _("Summen af andre linjer")
    st.checkbox(label, value=bool(one and one.is_sum), key=f"{P}cost_sum_{number}")


def wanted(now: Programme) -> Programme:
    return replace(now, costs=fields.typed_each(now.costs, SPARE, _typed))


def _typed(number: int) -> CostLine | None:
    item = fields.typed(f"cost_item_{number}")
    if not item:
        return None
    amount = fields.typed_amount(f"cost_amount_{number}")
    if amount is None:
        raise InvalidInput("Udgiften «{item}» mangler et beløb.", item=item)
    low, high = (
        fields.typed_amount(f"cost_low_{number}"),
        fields.typed_amount(f"cost_high_{number}"),
    )
    if (low is None) != (high is None):
        raise InvalidInput("Udgiften «{item}»: skriv både laveste og højeste.", item=item)
    return CostLine(
        kind=st.session_state[f"{P}cost_kind_{number}"],
        item=item,
        amount=amount,
        low=low,
        high=high,
        unit=st.session_state[f"{P}cost_unit_{number}"],
        variant=fields.typed(f"cost_variant_{number}"),
        is_sum=bool(st.session_state[f"{P}cost_sum_{number}"]),
        price_level=fields.typed(f"cost_level_{number}"),
        remark=fields.typed(f"cost_remark_{number}"),
    )
