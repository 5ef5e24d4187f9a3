"""Hvem har set hvad: the answer to a citizen who asks who has read about them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from fit_tracker.services import trail
from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import page_title
from fit_tracker.ui.site import trail_table
from fit_tracker.ui.texts import _, language

SHOWN = 200

session = guard.require(Action.READ_AUDIT)


def _lines(case_number: str) -> None:
    """Every single act, when it is asked for: reading them is itself in the trail."""
    if not st.toggle(_("Vis hver handling, og hent dem som fil"), key="audit_lines"):
        return
    lines = trail.of_family(context(), session.actor, case_number)
    _show("audit_family", lines[:SHOWN])
    if len(lines) > SHOWN:
        st.caption(_("Viser de {n} nyeste af {of}. Filen har dem alle.", n=SHOWN, of=len(lines)))
    st.download_button(
        _("Hent som CSV"),
        trail_table.csv(lines),
        file_name=trail_table.file_name(case_number),
        mime="text/csv",
        on_click="ignore",
    )


def _show(key: str, lines: Sequence[trail.Line]) -> None:
    clickable(key, trail_table.acts(lines), lang=language())


def _answer(case_number: str) -> None:
    people = trail.people_of_family(context(), session.actor, case_number)
    heading.html(trail_table.answer(case_number.strip(), people))
    if people:
        clickable("audit_people", trail_table.people(people), lang=language())
        _lines(case_number)
    else:
        st.write(_("Kontrollér sagsnummeret. En familie, der findes, har mindst én handling."))


heading = st.empty()
heading.html(
    page_title(
        _("Hvem har set hvad"),
        _("En borger kan spørge, hvem der har læst om familien. Svaret står her."),
    )
)
case_number = st.text_input(
    _("Familiens sagsnummer"), key="audit_case", placeholder=_("fx F-2117"), width=320
)
if case_number.strip():
    _answer(case_number)
elif st.toggle(_("Vis de seneste handlinger i systemet"), key="audit_latest"):
    _show("audit_all", trail.latest(context(), session.actor))
