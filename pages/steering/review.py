"""Kvartalsgennemgang: the steering group's room. No person is ever shown here."""

from __future__ import annotations

import streamlit as st

from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard
from fit_tracker.ui.html import card, page_title, tag
from fit_tracker.ui.texts import _

guard.require(Action.SEE_REVIEWS)

st.html(
    page_title(
        _("Der er ingen gennemgang klar endnu"),
        _("Her lægger projektlederen kvartalets gennemgang, når tallene er låst."),
    )
)
st.html(
    card(
        tag(
            "p",
            _(
                "En gennemgang viser tal for hele indsatsen: hvor mange der er startet og "
                "afsluttet, hvor komplette målingerne er, og hvordan det er gået. Den viser aldrig "
                "enkelte personer, og tal under 5 vises ikke."
            ),
        ),
        tag("p", _("Denne udgave kan endnu ikke lave gennemgangen. Andet kan I ikke se her.")),
        title=_("Det kommer til at stå her"),
    )
)
