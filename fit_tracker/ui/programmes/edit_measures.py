"""The form of scales: when each is asked and of whom, and how late an answer still counts."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from fit_tracker.domain.programmes import (
    Asked,
    Indicator,
    Moment,
    Programme,
    ProgrammeMeasure,
    Windows,
)
from fit_tracker.ui.context import context
from fit_tracker.ui.programmes import fields, words
from fit_tracker.ui.programmes.fields import P
from fit_tracker.ui.texts import _, plain

NEW = "new"


def draw(now: Programme) -> None:
    for one in now.measures:
        _measure(one)
    _new(now)
    st.caption(_("Svarfrister: hvornår et svar stadig tæller."))
    before, late, after = st.columns(3)
    with before:
        fields.number(_("Dage før starten"), "before_days", now.windows.before_days)
    with late:
        fields.number(_("Dage efter starten"), "before_late_days", now.windows.before_late_days)
    with after:
        fields.number(_("Dage omkring afslutningen"), "after_days", now.windows.after_days)
    first, last = st.columns(2)
    with first:
        label = _("Opfølgning fra måneder efter")
        fields.number(label, "follow_up_from", now.windows.follow_up_from)
    with last:
        fields.number(_("til måneder efter"), "follow_up_to", now.windows.follow_up_to)
    st.pills(
        _("Tal om arbejdet selv, holdt adskilt fra trivsel"),
        list(Indicator),
        default=list(now.indicators),
        selection_mode="multi",
        format_func=words.indicator_word,
        key=f"{P}indicators",
        wrap=True,
    )


def _measure(one: ProgrammeMeasure) -> None:
    name = words.scale_name(context().instruments.get(one.instrument_id))
    _when_and_who(name, one.code, list(one.moments), list(one.asked))


def _when_and_who(name: str, key: str, moments: list[Moment], asked: list[Asked]) -> None:
    """All choices in sight, each large enough for a finger; none chosen: not asked."""
    when, who = st.columns(2)
    when.pills(
        _("{scale}: hvornår", scale=plain(name)),
        list(Moment),
        default=moments,
        selection_mode="multi",
        format_func=words.moment_word,
        key=f"{P}moments_{key}",
        wrap=True,
    )
    who.pills(
        _("Hvem"),
        list(Asked),
        default=asked,
        selection_mode="multi",
        format_func=words.asked_word,
        key=f"{P}asked_{key}",
        wrap=True,
    )


def _new(now: Programme) -> None:
    taken = {one.instrument_id for one in now.measures}
    free = [one.instrument_id for one in context().instruments.all()]
    st.selectbox(
        _("Tilføj en skala"),
        [one for one in free if one not in taken],
        index=None,
        format_func=lambda one: plain(words.scale_name(context().instruments.get(one))),
        placeholder=_("Vælg en skala"),
        key=f"{P}new_instrument",
    )
    _when_and_who(_("Ny skala"), NEW, [], [])


def wanted(now: Programme) -> Programme:
    """A scale that is asked neither of anybody nor at any time is taken out."""
    kept = [_typed(one.code, one.instrument_id) for one in now.measures]
    instrument = st.session_state.get(f"{P}new_instrument")
    if instrument:
        code = instrument.removeprefix("programme-").replace("-", "_")
        kept.append(replace(_typed(NEW, instrument), code=code))
    measures = tuple(one for one in kept if one.moments or one.asked)
    codes = {one.code for one in measures}
    return replace(
        now,
        measures=measures,
        # A printed mean without its scale has no axis to stand on.
        published=tuple(one for one in now.published if one.measure in codes),
        indicators=tuple(one for one in Indicator if one in st.session_state[f"{P}indicators"]),
        windows=_windows(),
    )


def _typed(key: str, instrument_id: str) -> ProgrammeMeasure:
    moments = st.session_state[f"{P}moments_{key}"]
    asked = st.session_state[f"{P}asked_{key}"]
    return ProgrammeMeasure(
        key,
        instrument_id,
        tuple(one for one in Moment if one in moments),
        tuple(one for one in Asked if one in asked),
    )


def _windows() -> Windows:
    return Windows(
        fields.needed("before_days", _("Dage før starten")),
        fields.needed("before_late_days", _("Dage efter starten")),
        fields.needed("after_days", _("Dage omkring afslutningen")),
        fields.needed("follow_up_from", _("Opfølgning fra måneder efter")),
        fields.needed("follow_up_to", _("til måneder efter")),
    )
