"""Hvem har set hvad: the answer to a citizen who asks who has read about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from fit_tracker.services import trail
from fit_tracker.services.permissions import Action
from fit_tracker.services.trail import Line
from fit_tracker.ui import guard
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, card, page_title, tag
from fit_tracker.ui.texts import _, _n, language
from fit_tracker.ui.words import audit_word

session = guard.require(Action.READ_AUDIT)


def _local(at: datetime) -> str:
    """The database keeps UTC; people read the clock on the wall."""
    return f"{at.replace(tzinfo=UTC).astimezone():%d-%m-%Y %H:%M}"


def _table(lines: Sequence[Line]) -> Html:
    head = tag(
        "tr", *(tag("th", word, scope="col") for word in (_("Hvornår"), _("Hvem"), _("Hvad")))
    )
    rows = [
        tag(
            "tr",
            tag("td", _local(line.at), cls="fit-nowrap"),
            tag("td", line.display_name),
            tag("td", audit_word(line.what)),
        )
        for line in lines
    ]
    return card(tag("table", tag("thead", head), tag("tbody", *rows), cls="fit-table"))


def _cell(text: str) -> str:
    # A spreadsheet runs a cell that begins like a formula.
    safe = f"'{text}" if text[:1] in "=+-@\t\r" else text
    return '"' + safe.replace('"', '""') + '"'


def _csv(lines: Sequence[Line]) -> bytes:
    rows = [(_("Hvornår"), _("Hvem"), _("Hvad"))]
    rows += [(_local(line.at), line.display_name, audit_word(line.what)) for line in lines]
    text = "\r\n".join(";".join(_cell(cell) for cell in row) for row in rows)
    return text.encode("utf-8-sig")


st.html(
    page_title(
        _("Hvem har set hvad"),
        _("En borger kan spørge, hvem der har læst om familien. Svaret står her."),
    )
)
case_number = st.text_input(_("Sagsnummer"), key="audit_case", placeholder="F-2117")
if case_number:
    lines = trail.of_family(context(), session.actor, case_number)
    if not lines:
        st.info(_("Ingen har læst eller ændret noget under det sagsnummer, eller det findes ikke."))
    else:
        st.write(_n("{n} handling, nyeste først", "{n} handlinger, nyeste først", len(lines)))
        clickable("audit_family", _table(lines), lang=language())
        st.download_button(
            _("Hent som CSV"), _csv(lines), file_name=f"log-{case_number}.csv", mime="text/csv"
        )
elif st.toggle(_("Vis de seneste handlinger i systemet"), key="audit_latest"):
    clickable("audit_all", _table(trail.latest(context(), session.actor)), lang=language())
