"""The forms of the steps: each asks only for what its step needs."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import streamlit as st

from fit_tracker.errors import InvalidInput
from fit_tracker.services import responses
from fit_tracker.ui.context import context
from fit_tracker.ui.dates import day_input, parse_day
from fit_tracker.ui.emergency.desk import Desk, save, words_field
from fit_tracker.ui.family.forms import submit
from fit_tracker.ui.texts import _

LOOK_AGAIN_DAYS = 14


def hand_on(desk: Desk) -> None:
    """Another owner: somebody of the emergency team, or a leader of the family's."""
    names = {c.user_id: c.display_name for c in desk.view.colleagues}
    names.pop(desk.view.row.owner_id, None)  # type: ignore[arg-type]
    with st.form("emergency_hand_on", border=False):
        chosen = st.selectbox(
            _("Ny ejer"),
            list(names),
            index=None,
            format_func=lambda user: names[user],
            placeholder=_("Vælg en kollega"),
            key="emergency_owner",
        )
        if submit(_("Giv videre")):
            save(desk, lambda: _hand_on(desk, chosen))


def _hand_on(desk: Desk, chosen: UUID | None) -> None:
    if chosen is None:
        raise InvalidInput("Vælg, hvem der skal eje sagen.")
    desk.do(responses.hand_on, chosen)


def give_back(desk: Desk) -> None:
    st.write(_("Sagen ligger i køen igen, og fristen for at tage den begynder forfra."))
    with st.form("emergency_give_back", border=False):
        why = words_field(desk, _("Hvorfor?"), "emergency_why")
        if submit(_("Læg tilbage")):
            save(desk, lambda: desk.do(responses.give_back, why), why)


def set_deadline(desk: Desk) -> None:
    with st.form("emergency_deadline", border=False):
        on = day_input(_("Ny frist"), desk.view.row.due_on, "emergency_day")
        why = words_field(desk, _("Hvorfor?"), "emergency_why")
        if submit(_("Flyt fristen")):
            save(desk, lambda: desk.do(responses.set_deadline, parse_day(on), why), why)


def contact(desk: Desk) -> None:
    st.write(_("Kontakt er, når I har talt med familien: ved besøg, i telefon eller online."))
    with st.form("emergency_contact", border=False):
        on = day_input(_("Hvornår talte I med familien?"), context().today(), "emergency_day")
        if submit():
            save(desk, lambda: desk.do(responses.contact, parse_day(on)))


def look_again(desk: Desk) -> None:
    st.write(_("Til den dag venter sagen. Derefter står den øverst som overskredet."))
    with st.form("emergency_look_again", border=False):
        default = context().today() + timedelta(days=LOOK_AGAIN_DAYS)
        on = day_input(_("Hvornår skal familien ses igen?"), default, "emergency_day")
        if submit():
            save(desk, lambda: desk.do(responses.look_again, parse_day(on)))
