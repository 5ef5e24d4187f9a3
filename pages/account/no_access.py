"""Shown at the address of a page that this role may not open."""

from __future__ import annotations

import streamlit as st

from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard
from fit_tracker.ui.html import card, page_title, tag
from fit_tracker.ui.texts import _

guard.require(Action.SEE_OWN_ACCOUNT)

st.html(page_title(_("Din rolle har ikke adgang til denne side")))
st.html(card(tag("p", _("Vælg en side i menuen, eller spørg din leder eller administrator."))))
