"""Where a source contradicts itself, both numbers are shown and one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from fit_tracker.domain.programmes import Target
from fit_tracker.errors import UserFacing
from fit_tracker.services import programme_edit
from fit_tracker.services.accounts import Session
from fit_tracker.services.programmes import Stored
from fit_tracker.ui.context import context
from fit_tracker.ui.html import tag
from fit_tracker.ui.numbers import in_words
from fit_tracker.ui.programmes import taking, words
from fit_tracker.ui.programmes.listing import disagreeing
from fit_tracker.ui.texts import _, plain, say


def show(session: Session, stored: Stored) -> None:
    """One card for each kind of target that stands there with several numbers."""
    for number, group in enumerate(disagreeing(stored.programme)):
        with st.container(key=f"card_target_{number}"):
            _one(session, stored, group, number)


def _one(session: Session, stored: Stored, group: Sequence[Target], number: int) -> None:
    kind = words.target_word(group[0].kind)
    title = _(
        "Kilden nævner {n} tal for {what}",
        n=in_words(len(group)).lower(),
        what=f"{kind[0].lower()}{kind[1:]}",
    )
    st.html(tag("h2", title, cls="fit-card-title"))
    now = next((place for place, one in enumerate(group) if one.chosen), None)
    chosen = st.radio(
        _("Hvilket styrer I efter?"),
        range(len(group)),
        index=now,
        format_func=lambda place: plain(_label(group[place])),
        key=f"programme_target_{number}",
    )
    if chosen is None or chosen == now:
        return
    if st.button(_("Styr efter det"), type="primary", key=f"programme_steer_{number}"):
        _choose(session, stored, group[chosen])


def _label(target: Target) -> str:
    numbers = words.span(target.low, target.high)
    return f"{numbers} · {target.source}" if target.source else numbers


def _choose(session: Session, stored: Stored, target: Target) -> None:
    try:
        programme_edit.steer_by(context(), session.actor, stored, target)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    said = words.target_text(target)
    taking.leave(_("Der styres nu efter {target}.", target=said), open_=stored.programme_id)
