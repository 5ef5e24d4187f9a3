"""A programme's questionnaire: handed over on the tablet, or typed from paper."""

from __future__ import annotations

import streamlit as st

from fit_tracker.services import answer_form
from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.html import card, tag
from fit_tracker.ui.questionnaire import opening, overview, paper
from fit_tracker.ui.texts import _

session = guard.require(Action.ASK_MEASURES)

chosen = opening.opened()
if chosen is None:
    words = _("Vælg, hvem der skal svare, under Før og efter.")
    st.html(card(tag("p", words), title=_("Intet spørgeskema valgt")))
    if st.button(_("Til før og efter"), type="primary", key="to_measures"):
        st.switch_page(opening.LIST)
    st.stop()

found = answer_form.load(context(), session.actor, *chosen)
if st.session_state.get(state_keys.QUESTIONNAIRE_STEP) == paper.STEP and found.missing:
    paper.show(session, found)
else:
    overview.show(session, found)
