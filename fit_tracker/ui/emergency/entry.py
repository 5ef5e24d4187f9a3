"""What begins on the queue page: an acute entry, and the deadlines of the site."""

from __future__ import annotations

from uuid import UUID, uuid4, uuid5

import streamlit as st

from fit_tracker.domain.responses import Deadlines, Severity
from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.services import families, responses
from fit_tracker.services.accounts import Session
from fit_tracker.services.families import Found
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.emergency.words import severity_word
from fit_tracker.ui.family.forms import submit
from fit_tracker.ui.html import tag
from fit_tracker.ui.texts import _, plain, say

SUBMISSION = "fit.acute_submission"
MOST_DAYS = 90


def acute(session: Session) -> None:
    """Bring a family in at once: who agreed, and why. The family is found by a search."""
    st.write(
        _(
            "Ved vold eller fare for et barn venter ingen på en måling. Sagen går øverst i køen "
            "med den korteste frist. Ring også: en kø er ikke en alarm."
        )
    )
    text = st.text_input(_("Find familien: sagsnummer eller medlem"), key="emergency_search")
    found = _found(session, text) if text.strip() else {}
    if text.strip() and not found:
        st.write(_("Ingen familie i forløb passer."))
    with st.form("emergency_acute", border=False):
        family_id = _choose(found)
        why = st.text_area(_("Hvad er sket?"), key="emergency_why", max_chars=500, height=100)
        agreed = st.text_input(
            _("Aftalt med"), key="emergency_agreed", placeholder=_("funktion, ikke navn")
        )
        if submit(_("Meld familien nu")):
            _bring_in(session, family_id, why, agreed)


def _found(session: Session, text: str) -> dict[UUID, Found]:
    rows = families.search(context(), session.actor, text)
    return {row.family_id: row for row in rows if row.active}


def _choose(found: dict[UUID, Found]) -> UUID | None:
    """Which of those found. A single one needs no choice; its own key, so that a choice among
    several is not carried over."""
    if not found:
        return None
    alone = len(found) == 1
    chosen: UUID | None = st.radio(
        _("Familie"),
        list(found),
        index=0 if alone else None,
        format_func=lambda family: plain(found[family].case_number),
        key="emergency_family_alone" if alone else "emergency_family",
    )
    return chosen


def _bring_in(session: Session, family_id: UUID | None, why: str, agreed: str) -> None:
    # One for each family: what was saved for one must not swallow the next.
    submission = uuid5(st.session_state.setdefault(SUBMISSION, uuid4()), str(family_id))
    try:
        if family_id is None:
            raise InvalidInput("Find og vælg familien først.")
        opened = responses.bring_in(context(), session.actor, family_id, why, agreed, submission)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    del st.session_state[SUBMISSION]
    st.session_state[state_keys.RESPONSE] = opened
    st.session_state[state_keys.NOTICE] = _("Familien står nu i køen som akut.")
    st.switch_page("pages/emergency/response.py")


def deadlines(session: Session) -> None:
    """Days from step to step; what is promised already stays as it was promised."""
    now = responses.deadlines(context(), session.actor)
    st.write(
        _(
            "Antal dage fra det ene skridt til det næste, alle dage talt med. Ændringer gælder "
            "fra nu; frister, der er givet, bliver stående. Tallene er en aftale, ikke et "
            "forskningsresultat."
        )
    )
    with st.form("emergency_deadlines", border=False):
        new = Deadlines(
            take=_stage(_("Fra flag til nogen ejer det"), "take", now.take),
            decide=_stage(_("Derfra til beslutning"), "decide", now.decide),
            follow=_stage(_("Derfra til opfølgning"), "follow", now.follow),
        )
        if submit():
            _set(session, new)


def _stage(label: str, name: str, days: dict[Severity, int]) -> dict[Severity, int]:
    st.html(tag("h3", label))
    places = st.columns(len(Severity))
    found = {}
    for place, severity in zip(places, Severity, strict=True):
        with place:
            found[severity] = st.number_input(
                severity_word(severity),
                min_value=0,
                max_value=MOST_DAYS,
                value=days[severity],
                key=f"emergency_days_{name}_{severity.value}",
            )
    return found


def _set(session: Session, new: Deadlines) -> None:
    try:
        responses.set_deadlines(context(), session.actor, new)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    st.session_state[state_keys.NOTICE] = _("Fristerne er gemt og gælder fra nu.")
    st.rerun()
