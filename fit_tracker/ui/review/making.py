"""Choose a period, and have its review computed and frozen."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from fit_tracker.domain.programmes import Programme
from fit_tracker.domain.reviews import Period, ReviewState
from fit_tracker.errors import UserFacing
from fit_tracker.services import programmes, review_compute, review_periods
from fit_tracker.services.accounts import Session
from fit_tracker.services.review_compute import Computed
from fit_tracker.services.review_read import Heading
from fit_tracker.services.review_series import Series
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.dates import day_input, parse_day
from fit_tracker.ui.review.words import period_word, state_word
from fit_tracker.ui.texts import _, plain, say

OWN = "own"


def form(session: Session, series: Series, made: Sequence[Heading]) -> None:
    """The latest period that has ended is chosen already."""
    offered = review_periods.offered(context().today(), _programme(session, series))
    with st.container(key="card_make_review"):
        st.subheader(_("Lav en gennemgang"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            period = _period(offered, made)
            pressed = st.button(_("Beregn"), type="primary", key="review_compute")
        days = _own_days() if period is None else None
        st.caption(
            _(
                "Tallene låses, som de er nu. Kun du ser dem, til du frigiver. Hvor komplette "
                "målingerne er, står øverst i kladden."
            )
        )
        if pressed:
            _compute(session, series, period, days)


def _programme(session: Session, series: Series) -> Programme | None:
    if series.programme_id is None:
        return None
    return programmes.get(context(), session.actor, series.programme_id).programme


def _period(offered: Sequence[Period], made: Sequence[Heading]) -> Period | None:
    """None: days of one's own."""
    names = {_key(one): _name(one, made) for one in offered} | {OWN: _("Egne datoer")}
    chosen = st.selectbox(
        _("Periode"), list(names), format_func=names.__getitem__, key="review_period", width=360
    )
    return next((one for one in offered if _key(one) == chosen), None)


def _key(period: Period) -> str:
    return f"{period.kind} {period.first_day} {period.last_day}"


def _name(period: Period, made: Sequence[Heading]) -> str:
    """With what there is of it already."""
    latest = next((one for one in made if _same(one, period)), None)
    name = period_word(period)
    return f"{name} · {state_word(latest.state)}" if latest else name


def _same(one: Heading, period: Period) -> bool:
    days = one.period.first_day, one.period.last_day
    return days == (period.first_day, period.last_day) and one.state is not ReviewState.DISCARDED


def _own_days() -> tuple[str, str]:
    today = context().today()
    with st.container(horizontal=True):
        first = day_input(_("Fra og med"), today.replace(month=1, day=1), "review_own_first")
        last = day_input(_("Til og med"), today, "review_own_last")
    return first, last


def _compute(
    session: Session, series: Series, period: Period | None, days: tuple[str, str] | None
) -> None:
    try:
        wanted = period or review_periods.own(*(parse_day(text) for text in days or ()))
        with st.spinner(_("Beregner …")):
            found = review_compute.compute(context(), session.actor, series.series_id, wanted)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    st.session_state[state_keys.REVIEW_DRAFT] = found.review_id
    st.session_state[state_keys.NOTICE] = _computed(found)
    st.rerun()


def _computed(found: Computed) -> str:
    if found.is_new:
        return _("Tallene er låst som version {n}.", n=found.version)
    return _("Data er de samme som i version {n}; den gælder stadig.", n=found.version)
