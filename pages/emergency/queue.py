"""Beredskab: the emergency family team's room. Families arrive when they are handed over."""

from __future__ import annotations

import streamlit as st

from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard
from fit_tracker.ui.html import card, page_title, tag
from fit_tracker.ui.texts import _

guard.require(Action.SEE_QUEUE)

st.html(
    page_title(
        _("Her er ingen familier endnu"),
        _("Her kommer de familier, som et team sender til Familieberedskabet."),
    )
)
st.html(
    card(
        tag("p", _("I denne udgave kan familier endnu ikke sendes videre til jer i systemet.")),
        tag(
            "p",
            _(
                "Indtil da aftaler lederen overdragelsen med jer direkte. Ingen i beredskabet kan "
                "se en familie, som ikke er overdraget."
            ),
        ),
        title=_("Sådan er det i dag"),
    )
)
st.html(
    card(
        tag(
            "p",
            _(
                "Hver familie, I får, vil stå her med en ejer, en frist, det, I har aftalt at "
                "gøre, og hvad der kom ud af det. Den forsvinder først, når nogen lukker den."
            ),
        ),
        title=_("Det kommer til at stå her"),
    )
)
