"""Which of the released reviews is read."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from fit_tracker.services.review_read import Heading
from fit_tracker.ui import state_keys
from fit_tracker.ui.review.words import period_word
from fit_tracker.ui.texts import _


def another(shown: Heading, known: Sequence[Heading]) -> None:
    """The earlier ones, where there are any. What is chosen opens at once."""
    names = {one.review_id: name(one, known) for one in known}
    if len(known) < 2:
        return
    chosen = st.selectbox(
        _("Gennemgang"),
        list(names),
        index=list(names).index(shown.review_id) if shown.review_id in names else None,
        format_func=names.__getitem__,
        placeholder=_("Vælg en anden"),
        key=f"review_choice_{shown.review_id}",
        width=400,
    )
    if chosen is not None and chosen != shown.review_id:
        st.session_state[state_keys.REVIEW] = chosen
        st.rerun()


def name(one: Heading, known: Sequence[Heading]) -> str:
    """The period; with the series where there are several."""
    period = period_word(one.period)
    if len({other.series_id for other in known}) == 1:
        return period
    return _("{period} · {series}", period=period, series=one.series_name)
