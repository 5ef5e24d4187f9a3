"""The forms of what matters most: the decision, the family's own words, and the result."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from fit_tracker.domain.responses import Decision, Result
from fit_tracker.errors import InvalidInput
from fit_tracker.services import responses
from fit_tracker.ui.emergency.desk import Desk, save, words_field
from fit_tracker.ui.emergency.words import decision_word, result_word
from fit_tracker.ui.family.forms import submit
from fit_tracker.ui.numbers import parse_score
from fit_tracker.ui.texts import _, plain


def decide(desk: Desk) -> None:
    """Several decisions may stand together; each was agreed with the practitioners."""
    names = ", ".join(desk.view.row.practitioners)
    if names:
        st.write(_("Beslut sammen med behandlerne: {names}", names=plain(names)))
    with st.form("emergency_decide", border=False):
        ticked = _ticked()
        hours = st.text_input(
            _("Timer om ugen ved mere intensiv hjælp"),
            key="emergency_hours",
            placeholder=_("fx 6"),
        )
        text = words_field(
            desk, _("Hvad blev aftalt?"), "emergency_text", _("i få ord, uden navne")
        )
        if submit(_("Gem beslutningen")):
            save(desk, lambda: _decide(desk, ticked, text, hours), text)


def _ticked() -> list[Decision]:
    found = []
    with st.container(gap="xxsmall"):
        for one in Decision:
            label = decision_word(one)
            if one is Decision.NO_ACTION:
                label = _("Ingen handling, fordi … (skriv hvorfor nedenfor)")
            if st.checkbox(label, key=f"emergency_decision_{one.value}"):
                found.append(one)
    return found


def _decide(desk: Desk, ticked: list[Decision], text: str, hours: str) -> None:
    weekly: Decimal | None = parse_score(hours, _("Timer om ugen ved mere intensiv hjælp"))
    if weekly is not None and Decision.RAISE_INTENSITY not in ticked:
        raise InvalidInput("Timer om ugen hører til «Mere intensiv hjælp». Sæt et hak dér også.")
    desk.do(responses.decide, ticked, text, weekly)


def family_words(desk: Desk) -> None:
    st.write(_("Skriv kort, hvad familien selv sagde, med deres egne ord."))
    with st.form("emergency_family_words", border=False):
        text = words_field(desk, _("Det sagde familien"), "emergency_text")
        if submit():
            save(desk, lambda: desk.do(responses.family_words, text), text)


def close(desk: Desk) -> None:
    """Nothing leaves the queue without a result."""
    with st.form("emergency_close", border=False):
        result = st.radio(
            _("Hvad kom der ud af det?"),
            list(Result),
            index=None,
            format_func=result_word,
            key="emergency_result",
        )
        reason = words_field(
            desk, _("Hvorfor? (skal stå ved falsk alarm og ved andet)"), "emergency_text"
        )
        st.caption(
            _(
                "Falsk alarm er et godt og ærligt resultat: det fortæller alle, hvilke flag der "
                "holder her, og hvilke der ikke gør."
            )
        )
        if submit(_("Afslut sagen")):
            save(desk, lambda: _close(desk, result, reason), reason)


def _close(desk: Desk, result: Result | None, reason: str) -> None:
    if result is None:
        raise InvalidInput("Vælg, hvad der kom ud af det.")
    desk.do(responses.close, result, reason)


def reopen(desk: Desk) -> None:
    st.write(_("Genåbn sagen, hvis den blev afsluttet ved en fejl eller for tidligt."))
    with st.form("emergency_reopen", border=False):
        why = words_field(desk, _("Hvorfor?"), "emergency_why")
        if submit(_("Genåbn")):
            save(desk, lambda: desk.do(responses.reopen, why), why)
