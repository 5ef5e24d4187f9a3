"""The form of targets and periods. An emptied line is taken away."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from fit_tracker.domain.programmes import Programme, ProgrammePeriod, Target, TargetKind
from fit_tracker.errors import InvalidInput
from fit_tracker.ui.programmes import fields, words
from fit_tracker.ui.programmes.fields import P
from fit_tracker.ui.texts import _

SPARE = 2


def draw(now: Programme) -> None:
    st.caption(
        _(
            "Kilder kan være uenige: skriv alle tal med det sted, de står, og sæt hak ved det, "
            "I styrer efter."
        )
    )
    for number, one in fields.spaced(now.targets, SPARE):
        _target(number, one)
    st.caption(_("Perioder i rækkefølge. En tom bevilling er en, kilden ikke nævner."))
    for number, span in fields.spaced(now.periods, SPARE):
        _period(number, span)


def _target(number: int, one: Target | None) -> None:
    kinds = list(TargetKind)
    what, low, high, where = st.columns([3, 1, 1, 4])
    what.selectbox(
        _("Mål"),
        kinds,
        index=kinds.index(one.kind) if one else 0,
        format_func=words.target_word,
        key=f"{P}target_kind_{number}",
    )
    with low:
        fields.number(_("Mindst"), f"target_low_{number}", one.low if one else None)
    with high:
        fields.number(_("Højst"), f"target_high_{number}", one.high if one else None)
    with where:
        fields.text(_("Hvor det står"), f"target_source_{number}", one.source if one else "")
    st.checkbox(
        _("Det styrer vi efter"), value=bool(one and one.chosen), key=f"{P}target_chosen_{number}"
    )


def _period(number: int, one: ProgrammePeriod | None) -> None:
    first, last, grant = st.columns(3)
    hint = _("dd-mm-åååå")
    with first:
        label = _("Periode {n}, første dag", n=number + 1)
        fields.day_field(label, f"period_first_{number}", one.first_day if one else None, hint)
    with last:
        label = _("Sidste dag")
        fields.day_field(label, f"period_last_{number}", one.last_day if one else None, hint)
    with grant:
        fields.amount(_("Bevilling, kr."), f"period_grant_{number}", one.grant if one else None)


def wanted(now: Programme) -> Programme:
    periods = fields.typed_each(now.periods, SPARE, _typed_period)
    return replace(
        now,
        targets=fields.typed_each(now.targets, SPARE, _typed_target),
        periods=tuple(replace(one, number=place) for place, one in enumerate(periods, start=1)),
    )


def _typed_target(number: int) -> Target | None:
    low, high = fields.whole(f"target_low_{number}"), fields.whole(f"target_high_{number}")
    low = high if low is None else low
    high = low if high is None else high
    if low is None or high is None:
        return None
    return Target(
        st.session_state[f"{P}target_kind_{number}"],
        low,
        high,
        bool(st.session_state[f"{P}target_chosen_{number}"]),
        fields.typed(f"target_source_{number}"),
    )


def _typed_period(number: int) -> ProgrammePeriod | None:
    first = fields.typed_day(f"period_first_{number}")
    last = fields.typed_day(f"period_last_{number}")
    grant = fields.typed_amount(f"period_grant_{number}")
    if first is None and last is None and grant is None:
        return None
    if first is None or last is None:
        raise InvalidInput("Skriv både periodens første og sidste dag.")
    return ProgrammePeriod(number + 1, first, last, grant)
