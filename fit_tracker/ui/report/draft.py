"""What is being written, kept with every field that is left: here, and in the database.

Words stay in the browser session until they are saved, whatever goes wrong: a colleague who
was first, a number that looks like a CPR number, or a page that was left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import streamlit as st

from fit_tracker.domain.reports import Draft
from fit_tracker.errors import Conflict, UserFacing
from fit_tracker.services import reports
from fit_tracker.services.permissions import Action, may
from fit_tracker.services.report_read import Shown, Stored
from fit_tracker.ui import session as sessions
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.texts import say

FIELDS = ("worked_on", "cooperation", "next_steps")


@dataclass
class Writing:
    """`problem` is why the words are not saved yet; `clash` when somebody else was first."""

    report_id: UUID
    revision: int
    draft: Draft
    saved_at: datetime | None = None
    problem: str = ""
    clash: bool = False

    def keep(self) -> None:
        st.session_state[state_keys.REPORT_DRAFT] = self


def writing(stored: Stored, shown: list[Shown]) -> Writing:
    """What is typed for this report. What is saved comes from the database, so that a
    colleague's words are seen; what is not saved stays as it was typed."""
    known = st.session_state.get(state_keys.REPORT_DRAFT)
    if not isinstance(known, Writing) or known.report_id != stored.report_id:
        known = None
    if known is None or (not known.problem and known.revision != stored.revision):
        known = Writing(stored.report_id, stored.revision, stored.draft)
        known.keep()
        _fill(known.draft, shown, anew=True)
    else:
        _fill(known.draft, shown, anew=False)
    return known


def _fill(draft: Draft, shown: list[Shown], *, anew: bool) -> None:
    """Widgets forget what they hold when the page is left; they are given it again."""
    values: dict[str, Any] = {name: getattr(draft, name) for name in FIELDS}
    values |= {one.code: one.shown for one in shown}
    for name, value in values.items():
        if anew or key_of(name) not in st.session_state:
            st.session_state[key_of(name)] = draft.shown.get(name, value)


def key_of(name: str) -> str:
    return f"report_{name}"


def kept(shown: list[Shown]) -> None:
    """A field was left or a switch turned: take it in, and save. A callback runs before the
    page and its guard, so it asks by itself who is there."""
    known = st.session_state.get(state_keys.REPORT_DRAFT)
    if not isinstance(known, Writing):
        return
    known.draft = _typed(known.draft, shown)
    known.keep()
    save(known)


def _typed(draft: Draft, shown: list[Shown]) -> Draft:
    typed = {name: str(_held(name, getattr(draft, name))) for name in FIELDS}
    chosen = {one.code: bool(_held(one.code, one.shown)) for one in shown}
    return replace(
        draft,
        worked_on=typed["worked_on"],
        cooperation=typed["cooperation"],
        next_steps=typed["next_steps"],
        shown=draft.shown | chosen,
    )


def _held(name: str, otherwise: object) -> object:
    return st.session_state.get(key_of(name), otherwise)


def save(known: Writing) -> None:
    """Save, or keep the sentence of why not beside the words."""
    session = sessions.current()
    if session is None or session.is_locked or not may(session.role, Action.WRITE_REPORT):
        return
    try:
        known.revision = reports.save(
            context(), session.actor, known.report_id, known.revision, known.draft
        )
    except UserFacing as error:
        known.problem, known.clash = say(error), isinstance(error, Conflict)
    else:
        known.problem, known.clash = "", False
        known.saved_at = context().clock()
    known.keep()


def forget() -> None:
    st.session_state.pop(state_keys.REPORT_DRAFT, None)
