"""Skemaer: every scale in use, with its numbers and where they come from."""

from __future__ import annotations

import streamlit as st

from fit_tracker.services import scales
from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, card, page_title, tag
from fit_tracker.ui.site import scale_cards
from fit_tracker.ui.texts import _, _n, language

session = guard.require(Action.MANAGE_SITE)


def _own_scales() -> Html:
    """How a licensed wording or another scale comes in, and where from."""
    folder = context().settings.instruments
    steps = (
        _("Skriv skemaet som en fil (YAML). docs/instruments.md viser hvert felt."),
        _(
            "Læg filen i stedets egen mappe, uden for programmet. Et skema med samme id som et "
            "indbygget træder i stedet for det."
        ),
        _("Start appen igen. Er der en fejl i filen, nævnes fil, linje og felt."),
    )
    where = (
        _("Mappen er ikke valgt endnu: sæt FIT_TRACKER_INSTRUMENTS til dens sti.")
        if folder is None
        else _("Mappen er {folder}.", folder=folder)
    )
    return card(
        tag("ol", *(tag("li", step) for step in steps)),
        tag("p", where, cls="fit-quiet"),
        title=_("Et andet skema, eller en ordlyd I har licens til"),
    )


found = scales.all_scales(context(), session.actor)
own = sum(scale.instrument.origin != "built-in" for scale in found)
st.html(
    page_title(
        _n("{n} skema er i brug", "{n} skemaer er i brug", len(found)),
        _("Alle er indbyggede.") if own == 0 else _("{n} er jeres egne.", n=own),
    )
)
clickable("scales", scale_cards.cards(found), css=scale_cards.CSS, lang=language())
st.html(_own_scales())
