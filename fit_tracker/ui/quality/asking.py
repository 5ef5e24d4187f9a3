"""Before anything counts for families: what it would change, and a yes or a no."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from fit_tracker.errors import UserFacing
from fit_tracker.services import models
from fit_tracker.services.accounts import Session
from fit_tracker.services.models import Changes
from fit_tracker.ui import state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import tag
from fit_tracker.ui.quality import tables
from fit_tracker.ui.quality.numbers import count
from fit_tracker.ui.texts import _, _n, language, plain, say

KEY = "fit.quality_asked"
SHOWN = 20

Progress = Callable[[float], None]


@dataclass(frozen=True)
class Asked:
    """A question that stands open: which act, on which model, and what it would change."""

    what: str
    model_id: UUID
    changes: Changes


def ask(session: Session, what: str, model_id: UUID, budget: float | None = None) -> None:
    """Look at what it would change, and let the question stand until it is answered."""
    with st.spinner(_("Ser på forløbene i gang …")):
        changes = models.preview(context(), session.actor, model_id, budget)
    st.session_state[KEY] = Asked(what, model_id, changes)


def standing(what: str, model_id: UUID, budget: float | None = None) -> Asked | None:
    """The open question about this act, unless something else has been chosen since."""
    asked: Asked | None = st.session_state.get(KEY)
    if asked is None or (asked.what, asked.model_id) != (what, model_id):
        return None
    return asked if budget is None or asked.changes.budget == budget else None


def answer(asked: Asked, yes: str, work: Callable[[Progress], str]) -> None:
    """What it would change, with a yes and a no. `work` does it and says what was done."""
    st.html(tag("p", sentence(asked.changes), style="margin:0;font-weight:600"))
    _cases(asked)
    with st.container(horizontal=True):
        sure = st.button(plain(yes), type="primary", key=f"{asked.what}_yes")
        if st.button(_("Nej, behold det, som det er"), key=f"{asked.what}_no"):
            st.session_state.pop(KEY, None)
            st.rerun()
    if sure:
        _do(work)


def _do(work: Callable[[Progress], str]) -> None:
    bar = st.progress(0.0, _("Vurderer forløbene i gang igen …"))
    try:
        notice = work(lambda share: _tell(bar, share))
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    st.session_state.pop(KEY, None)
    st.session_state[state_keys.NOTICE] = notice
    st.rerun()


def _tell(bar: st.delta_generator.DeltaGenerator, share: float) -> None:
    bar.progress(min(max(share, 0.0), 1.0), _("Vurderer forløbene i gang igen …"))


def sentence(changes: Changes) -> str:
    """The change in counts: nobody is named."""
    if changes.courses == 0:
        return _("Der er ingen forløb i gang, så intet ændrer sig nu.")
    if changes.raised == changes.cleared == 0:
        return _n(
            "Det ændrer ingen flag nu ({n} forløb i gang).",
            "Det ændrer ingen flag nu ({n} forløb i gang).",
            changes.courses,
        )
    return _(
        "Nu: {raised} flag kommer til, og {cleared} forsvinder; et forløb kan have flere. {then} "
        "af {courses} forløb i gang får flag; i dag har {now}.",
        raised=count(changes.raised),
        cleared=count(changes.cleared),
        then=count(changes.flagged_then),
        courses=count(changes.courses),
        now=count(changes.flagged_now),
    )


def _cases(asked: Asked) -> None:
    """Which families of one's own teams: an administrator has none."""
    moved = [one for one in asked.changes.cases if one.change.raised or one.change.cleared]
    if not moved:
        return
    label = _n("Vis {n} familie hos jer", "Vis {n} familier hos jer", len(moved))
    with st.expander(label):
        rows = [
            (one.case_number, str(len(one.change.raised)), str(len(one.change.cleared)))
            for one in moved[:SHOWN]
        ]
        titles = (_("Familie"), _("Flag kommer til"), _("Flag forsvinder"))
        clickable(f"quality_cases_{asked.what}", tables.table(titles, rows), lang=language())
        if len(moved) > SHOWN:
            st.caption(_("Her vises de første {n}.", n=SHOWN))
